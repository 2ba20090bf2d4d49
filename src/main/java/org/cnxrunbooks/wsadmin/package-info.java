/**
 * Ask the deployment manager and read its answers; start, stop and synchronize; install fixes.
 *
 * <p>Entered by the runbooks.
 */
@NullMarked
package org.cnxrunbooks.wsadmin;

import org.jspecify.annotations.NullMarked;

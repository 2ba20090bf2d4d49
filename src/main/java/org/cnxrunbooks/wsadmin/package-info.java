/**
 * Ask the deployment manager and read its answers; start and stop servers.
 *
 * <p>Entered by the runbooks.
 */
@NullMarked
package org.cnxrunbooks.wsadmin;

import org.jspecify.annotations.NullMarked;

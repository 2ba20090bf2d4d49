/**
 * The runbook <em>Maintenance notice</em>: tell users, shut them out cleanly, let them in again, and prove each.
 *
 * <p>Entered by nobody; the diagrams find its beans by name.
 */
@NullMarked
package org.cnxrunbooks.notice;

import org.jspecify.annotations.NullMarked;

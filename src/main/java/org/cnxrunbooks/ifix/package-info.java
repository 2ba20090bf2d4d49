/**
 * The runbook <em>Interim fix</em>: install fixes half by half while users are served, and count what it cost them.
 *
 * <p>Entered by nobody; the diagrams find its beans by name.
 */
@NullMarked
package org.cnxrunbooks.ifix;

import org.jspecify.annotations.NullMarked;

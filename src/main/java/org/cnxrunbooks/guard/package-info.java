/**
 * Keep people inside their rights: roles, four eyes, no skipped approval, no smuggled variable, no expression in queries.
 *
 * <p>Entered by {@code app} alone.
 */
@NullMarked
package org.cnxrunbooks.guard;

import org.jspecify.annotations.NullMarked;

/**
 * The tables behind the evidence.
 *
 * <p>Entered by {@code app} alone.
 */
@NullMarked
package org.cnxrunbooks.evidence.store;

import org.jspecify.annotations.NullMarked;

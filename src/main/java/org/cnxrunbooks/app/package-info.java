/**
 * Settings and wiring.
 *
 * <p>Entered by nobody.
 */
@NullMarked
package org.cnxrunbooks.app;

import org.jspecify.annotations.NullMarked;

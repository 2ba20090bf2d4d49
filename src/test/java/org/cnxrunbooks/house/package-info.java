/**
 * The house rules as tests; each rule has a known-bad twin that it must catch.
 *
 * <p>Entered by nobody.
 */
@NullMarked
package org.cnxrunbooks.house;

import org.jspecify.annotations.NullMarked;

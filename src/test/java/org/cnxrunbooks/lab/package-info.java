/**
 * A pretend WebSphere cell of real parts, for tests and demonstrations.
 *
 * <p>Entered by tests alone; never part of the product.
 */
@NullMarked
package org.cnxrunbooks.lab;

import org.jspecify.annotations.NullMarked;

/**
 * The JSch way to reach a machine.
 *
 * <p>Entered by {@code app} alone; nobody else sees JSch.
 */
@NullMarked
package org.cnxrunbooks.host.ssh;

import org.jspecify.annotations.NullMarked;

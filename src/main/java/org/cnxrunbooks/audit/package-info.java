/**
 * What people read over HTTP about runs: progress today, history and evidence later.
 *
 * <p>Entered by {@code app} alone.
 */
@NullMarked
package org.cnxrunbooks.audit;

import org.jspecify.annotations.NullMarked;

/**
 * What people read over HTTP about runs: lists, one run with its history and evidence, the questions of auditors, and the
 * evidence pack that needs none of this software.
 *
 * <p>Entered by {@code app} alone.
 */
@NullMarked
package org.cnxrunbooks.audit;

import org.jspecify.annotations.NullMarked;

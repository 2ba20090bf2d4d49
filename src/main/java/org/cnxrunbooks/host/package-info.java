/**
 * Reach a machine: run, send, fetch, and journalled remote jobs.
 *
 * <p>Entered by the rooms of level 3 and above; nobody sees how the machine is reached.
 */
@NullMarked
package org.cnxrunbooks.host;

import org.jspecify.annotations.NullMarked;

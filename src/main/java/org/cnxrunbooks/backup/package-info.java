/**
 * The runbook that takes a full backup of a Connections cell.
 *
 * <p>Entered by nobody; {@code BackupSteps} is its table of contents, in the order of {@code processes/backup.bpmn}.
 */
@NullMarked
package org.cnxrunbooks.backup;

import org.jspecify.annotations.NullMarked;

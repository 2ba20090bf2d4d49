package org.cnxrunbooks.wsadmin;

/**
 * What became of one process.
 *
 * @param exitCode of the script, -1 when none ran or none was left
 * @param message one line for people; of a failure with observed, expected and HINT
 * @param tail last lines of the script's output; empty when none ran
 */
public record ControlReport(ControlTarget target, ControlAnswer answer, int exitCode, String message, String tail) {}

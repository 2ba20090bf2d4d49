package org.cnxrunbooks.wsadmin;

/**
 * What became of an installation or uninstallation of fixes.
 *
 * @param exitCode of the tool, -1 when none ran, none was left or it still runs
 * @param message one line for people; of a refusal or a failure with observed, expected and HINT
 * @param tail last lines of the tool's output without the password; empty when none ran
 * @param adopted true when the tool was started by an earlier call
 */
public record UpdateReport(UpdateAnswer answer, int exitCode, String message, String tail, boolean adopted) {}

package org.cnxrunbooks.wsadmin;

/**
 * What became of one directory.
 *
 * @param path on that host
 * @param message one line for people; of a refusal or a failure with observed, expected and HINT
 */
public record TempReport(String host, String path, TempAnswer answer, String message) {}

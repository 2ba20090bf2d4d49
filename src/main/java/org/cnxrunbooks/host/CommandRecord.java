package org.cnxrunbooks.host;

import java.time.Instant;

/**
 * One executed command, for the evidence.
 *
 * @param host name of the host in the cell
 * @param command the command line, secrets masked
 * @param started UTC
 * @param ended UTC
 * @param exitCode as reported, -1 when a signal, a time-out or a lost connection ended it
 * @param outputSha256 digest of standard output, lower-case hex; empty for a stream, which its reader digests
 * @param tail the last lines of output and errors, at most 50, secrets masked
 */
public record CommandRecord(
        String host, String command, Instant started, Instant ended, int exitCode, String outputSha256, String tail) {}

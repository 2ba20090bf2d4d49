package org.cnxrunbooks.host;

/**
 * What a command answered.
 *
 * @param exitCode as the host reported it; -1 when a signal ended the command
 * @param output standard output as UTF-8, cut at 4 MiB
 * @param errors standard error as UTF-8, cut at 64 KiB
 */
public record CommandResult(int exitCode, String output, String errors) {

    public boolean ok() {
        return exitCode == 0;
    }
}

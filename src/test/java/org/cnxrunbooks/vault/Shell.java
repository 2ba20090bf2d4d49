package org.cnxrunbooks.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Runs a script of the test with the real tools. */
final class Shell {

    private Shell() {}

    /** Output and errors; fails the test unless it ends with 0. */
    static String run(Path directory, String script) {
        Result result = tryRun(directory, script);
        if (result.code() != 0) {
            throw new AssertionError("exit code " + result.code() + " of " + script + "\n" + result.output());
        }
        return result.output();
    }

    record Result(int code, String output) {}

    static Result tryRun(Path directory, String script) {
        try {
            Process process = new ProcessBuilder("bash", "-c", "set -e -o pipefail; umask 022; " + script)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

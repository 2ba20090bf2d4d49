package org.cnxrunbooks.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.cnxrunbooks.evidence.Sha256;

/**
 * The stand-in of the WebSphere plug-in: a module of Apache, compiled from {@code mod_was_standin.c} once for each state
 * of source and Apache.
 */
final class LabPlugin {

    private static final Path COMPILER = Path.of("/usr/bin/gcc");
    private static final Path APXS = Path.of("/usr/bin/apxs");

    private LabPlugin() {}

    /** Whether the module can be compiled here. */
    static boolean available() {
        return Files.isExecutable(COMPILER) && Files.isExecutable(APXS);
    }

    /** @param level ap24 or ap22 */
    static Path module(String level) throws IOException {
        String source = LabScripts.resource("mod_was_standin.c");
        String key = Sha256.of(
                        (source + Files.getLastModifiedTime(LabWebServer.PROGRAM)).getBytes(StandardCharsets.UTF_8))
                .toString();
        Path module = Path.of("target/lab-lib", "mod_was_" + level + "_http-" + key.substring(0, 16) + ".so")
                .toAbsolutePath();
        if (!Files.exists(module)) {
            compile(level, source, module);
        }
        return module;
    }

    private static void compile(String level, String source, Path module) throws IOException {
        // labs may start side by side
        Path draft = module.resolveSibling(UUID.randomUUID() + ".c");
        LabTree.text(draft, source);
        Path compiled = draft.resolveSibling(draft.getFileName() + ".so");
        List<String> words = new ArrayList<>(List.of(
                COMPILER.toString(),
                "-shared",
                "-fPIC",
                "-O1",
                "-Wall",
                "-Werror",
                "-DWAS_MODULE=was_" + level + "_module",
                "-I"
                        + LabCommand.run(List.of(APXS.toString(), "-q", "INCLUDEDIR"))
                                .strip()));
        words.addAll(List.of(LabCommand.run(List.of(
                        LabCommand.run(List.of(APXS.toString(), "-q", "APR_CONFIG"))
                                .strip(),
                        "--includes",
                        "--cppflags"))
                .strip()
                .split("\\s+")));
        words.addAll(List.of(draft.toString(), "-o", compiled.toString()));
        LabCommand.run(words);
        Files.move(compiled, module, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(draft);
    }
}

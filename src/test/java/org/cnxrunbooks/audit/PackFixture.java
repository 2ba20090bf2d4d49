package org.cnxrunbooks.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cnxrunbooks.evidence.Chain;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Entry;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.evidence.RunSummary;
import org.cnxrunbooks.evidence.Sha256;

/** A pack as it lies unpacked before an auditor, and what its own script says of it. */
final class PackFixture {

    static final String RUN = "backup-lab-20260314-210000";
    static final Instant AT = Instant.parse("2026-03-14T21:00:00Z");

    private PackFixture() {}

    record Verdict(int exit, String said) {}

    /** @param acts how many entries stand between the first and the last */
    static Map<String, byte[]> files(EvidenceKey key, int acts, int seed) {
        byte[] plan = ("{\"items\": " + seed + "}").getBytes(StandardCharsets.UTF_8);
        String digest = Sha256.of(plan);
        List<Entry> chain = new ArrayList<>();
        link(chain, "backup", "ops", Outcome.DONE, Map.of(), "run started: cellName=lab");
        link(chain, "userTask_approveBackupPlan", "approver", Outcome.DECIDED, Map.of("approved", digest), "yes; 'no'");
        for (int act = 0; act < acts; act++) {
            link(chain, "serviceTask_" + act, "system", Outcome.DONE, Map.of(), "line\n\\n \"%s\" äöü " + seed + act);
        }
        link(chain, "endEvent_done", "system", Outcome.DONE, Map.of(), "run ended: endEvent_done");
        RunSummary run = RunSummary.of(chain, Map.of("cellName", "lab"));
        Map<String, byte[]> blobs = new LinkedHashMap<>(Map.of(digest, plan));
        RunHistory nothing = new RunHistory(List.of(), List.of(), List.of(), List.of(), List.of());
        return EvidencePack.of(
                        run,
                        chain,
                        blobs,
                        Map.of("backup-v1.bpmn", "<model/>".getBytes(StandardCharsets.UTF_8)),
                        List.of(),
                        List.of("dmgr 10.0.0.1 ssh-ed25519 SHA256:abc"),
                        Report.of(run, chain, nothing, List.of(), AT))
                .seal(key);
    }

    private static void link(
            List<Entry> chain, String step, String actor, Outcome outcome, Map<String, String> digests, String said) {
        Entry last = chain.isEmpty() ? null : chain.get(chain.size() - 1);
        chain.add(Chain.link(
                last, new Draft(RUN, step, null, null, AT, AT, 1, outcome, actor, null, null, digests, said)));
    }

    static void write(Map<String, byte[]> files, Path directory) {
        try {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path path = directory.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that lies in the directory. */
    static Map<String, byte[]> read(Path directory) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (Stream<Path> found = Files.walk(directory)) {
            for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
                files.put(directory.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    static Verdict verify(Path directory, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("sh", directory.resolve("verify.sh").toString()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                throw new AssertionError("still verifying");
            }
            return new Verdict(process.exitValue(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

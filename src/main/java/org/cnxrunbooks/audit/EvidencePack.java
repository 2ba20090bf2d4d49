package org.cnxrunbooks.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cnxrunbooks.evidence.Chain;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Entry;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.evidence.Records;
import org.cnxrunbooks.evidence.RunSummary;
import org.cnxrunbooks.evidence.Sha256;

/** What goes into the pack of one run, to be read and verified without this software. */
final class EvidencePack {

    private static final ObjectMapper LINE = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private EvidencePack() {}

    /**
     * @param blobs documents by digest
     * @param models bytes of the models by file name
     * @param hostKeys lines of known host keys
     */
    static SealedFiles of(
            RunSummary run,
            List<Entry> chain,
            Map<String, byte[]> blobs,
            Map<String, byte[]> models,
            List<Picture> pictures,
            List<String> hostKeys,
            String report) {
        SealedFiles files = new SealedFiles(run.runId());
        files.add("README.txt", resource("README.txt"));
        files.add("verify.sh", resource("verify.sh"));
        files.add("run.json", Records.write(run));
        files.add("report.html", report);
        steps(files, chain);
        approvals(files, chain, blobs);
        blobs.forEach((digest, bytes) -> files.add("blobs/" + digest, bytes));
        models.forEach((name, bytes) -> files.add("models/" + name, bytes));
        pictures.forEach(picture -> files.add(
                "models/%s-v%d.%s.svg".formatted(picture.process(), picture.version(), picture.level()),
                picture.svg()));
        files.add("host-keys.txt", String.join("\n", hostKeys) + "\n");
        return files;
    }

    private static void steps(SealedFiles files, List<Entry> chain) {
        StringBuilder lines = new StringBuilder();
        StringBuilder digests = new StringBuilder();
        for (Entry entry : chain) {
            String line = line(entry) + "\n";
            lines.append(line);
            digests.append(Sha256.of(line.getBytes(StandardCharsets.UTF_8))).append('\n');
            files.add("chain/%06d".formatted(entry.sequence()), Chain.form(entry));
        }
        files.add(
                "chain-head",
                (chain.isEmpty() ? Chain.ORIGIN : chain.get(chain.size() - 1).hash()) + "\n");
        files.add("steps.jsonl", lines.toString());
        files.add("steps.sha256", digests.toString());
    }

    private static void approvals(SealedFiles files, List<Entry> chain, Map<String, byte[]> blobs) {
        List<Entry> decisions = chain.stream()
                .filter(entry -> entry.draft().outcome() == Outcome.DECIDED)
                .toList();
        files.add("approvals.json", Records.write(decisions));
        decisions.stream()
                .map(entry -> entry.draft().digests().get("approved"))
                .flatMap(digest -> Optional.ofNullable(digest).map(blobs::get).stream())
                .reduce((earlier, later) -> later)
                .ifPresent(plan -> files.add("plan.json", plan));
    }

    private static String line(Entry entry) {
        Draft draft = entry.draft();
        try {
            return LINE.writeValueAsString(new Line(entry.sequence(), draft, entry.previousHash(), entry.hash()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An entry that cannot be written is a defect", e);
        }
    }

    private record Line(
            long sequence,
            @com.fasterxml.jackson.annotation.JsonUnwrapped Draft act,
            String previousHash,
            String hash) {}

    private static byte[] resource(String name) {
        try (InputStream file = EvidencePack.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("not in the product: " + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

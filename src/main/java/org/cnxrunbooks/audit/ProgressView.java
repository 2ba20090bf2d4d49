package org.cnxrunbooks.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.cnxrunbooks.engine.ProgressLine;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is, as JSON: the sum, then each step with its items. Expected amounts are 0 and seconds null where
 * nobody can say; percents count bytes.
 */
record ProgressView(String runId, Amount total, List<Step> steps) {

    /** Long work of one element of the model. */
    record Step(String step, Amount total, List<Item> items) {}

    /** One item on one host. */
    record Item(String host, String item, Amount amount, Instant started, Instant updated) {}

    /** Bytes, files, rate. */
    record Amount(
            long bytesDone,
            long bytesExpected,
            long filesDone,
            long filesExpected,
            long bytesPerSecond,
            @Nullable Long remainingSeconds,
            int percent) {

        private static Amount of(ProgressLine line) {
            OptionalLong remaining = line.remainingSeconds();
            return new Amount(
                    line.bytesDone(),
                    line.bytesExpected(),
                    line.filesDone(),
                    line.filesExpected(),
                    line.bytesPerSecond(),
                    remaining.isPresent() ? remaining.getAsLong() : null,
                    line.percent());
        }

        /** Items run side by side, so the sum is ready when the last of them is. */
        private static Amount sum(List<ProgressLine> lines) {
            long done = lines.stream().mapToLong(ProgressLine::bytesDone).sum();
            long expected =
                    lines.stream().mapToLong(ProgressLine::bytesExpected).sum();
            boolean open = lines.stream()
                    .anyMatch(line -> line.bytesDone() < line.bytesExpected()
                            && line.remainingSeconds().isEmpty());
            OptionalLong longest = lines.stream()
                    .flatMapToLong(line -> line.remainingSeconds().stream())
                    .max();
            return new Amount(
                    done,
                    expected,
                    lines.stream().mapToLong(ProgressLine::filesDone).sum(),
                    lines.stream().mapToLong(ProgressLine::filesExpected).sum(),
                    lines.stream().mapToLong(ProgressLine::bytesPerSecond).sum(),
                    open || longest.isEmpty() ? null : longest.getAsLong(),
                    expected <= 0 ? 0 : (int) Math.min(100, done * 100.0 / expected));
        }
    }

    static ProgressView of(String runId, List<ProgressLine> lines) {
        Map<String, List<ProgressLine>> bySteps = new LinkedHashMap<>();
        lines.forEach(line ->
                bySteps.computeIfAbsent(line.step(), step -> new ArrayList<>()).add(line));
        List<Step> steps = bySteps.entrySet().stream()
                .map(step -> new Step(
                        step.getKey(),
                        Amount.sum(step.getValue()),
                        step.getValue().stream()
                                .map(line -> new Item(
                                        line.host(), line.item(), Amount.of(line), line.started(), line.updated()))
                                .toList()))
                .toList();
        return new ProgressView(runId, Amount.sum(lines), steps);
    }
}

package org.cnxrunbooks.audit;

import java.util.List;
import java.util.OptionalLong;
import org.cnxrunbooks.engine.ProgressLine;
import org.jspecify.annotations.Nullable;

/** Bytes, files, rate. Expected amounts are 0 and seconds null where nobody can say; percents count bytes. */
record Amount(
        long bytesDone,
        long bytesExpected,
        long filesDone,
        long filesExpected,
        long bytesPerSecond,
        @Nullable Long remainingSeconds,
        int percent) {

    static Amount of(ProgressLine line) {
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

    /** Of what is finished nothing more is expected, whatever the estimate was. */
    static Amount sum(List<ProgressLine> lines) {
        long expected = lines.stream().mapToLong(Amount::whole).sum();
        long share = lines.stream()
                .mapToLong(line -> Math.min(line.bytesDone(), whole(line)))
                .sum();
        long rate = lines.stream().mapToLong(ProgressLine::bytesPerSecond).sum();
        return new Amount(
                lines.stream().mapToLong(ProgressLine::bytesDone).sum(),
                expected,
                lines.stream().mapToLong(ProgressLine::filesDone).sum(),
                lines.stream().mapToLong(ProgressLine::filesExpected).sum(),
                rate,
                remaining(lines, expected - share, rate),
                expected <= 0 ? 0 : (int) Math.min(100, share * 100.0 / expected));
    }

    /**
     * Items run side by side and others wait for their turn: the sum is ready when the last of those that run is, and not
     * before all that is left went through. Null while nothing moves or an item stands still in its middle.
     */
    private static @Nullable Long remaining(List<ProgressLine> lines, long left, long rate) {
        List<ProgressLine> begun = lines.stream()
                .filter(line -> !line.finished() && line.bytesDone() + line.bytesPerSecond() > 0)
                .toList();
        if (rate <= 0
                || begun.isEmpty()
                || begun.stream().anyMatch(line -> line.remainingSeconds().isEmpty())) {
            return null;
        }
        long longest = begun.stream()
                .mapToLong(line -> line.remainingSeconds().orElseThrow())
                .max()
                .orElseThrow();
        return Math.max(longest, (left + rate - 1) / rate);
    }

    private static long whole(ProgressLine line) {
        return line.finished() ? line.bytesDone() : line.bytesExpected();
    }
}

package org.cnxrunbooks.engine;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * How far one item of long work is.
 *
 * @param runId business key
 * @param step id of the BPMN element
 * @param host name of the host in the cell
 * @param item what is worked on, e.g. {@code connections-root}
 * @param bytesDone so far
 * @param bytesExpected 0 where nobody could say
 * @param filesDone so far
 * @param filesExpected 0 where nobody could say
 * @param bytesPerSecond over the last ten seconds
 * @param started first report, UTC
 * @param updated last report, UTC
 */
public record ProgressLine(
        String runId,
        String step,
        String host,
        String item,
        long bytesDone,
        long bytesExpected,
        long filesDone,
        long filesExpected,
        long bytesPerSecond,
        Instant started,
        Instant updated) {

    /** Seconds to go at the present rate; empty while there is no rate or nothing is expected. */
    public OptionalLong remainingSeconds() {
        if (bytesPerSecond <= 0 || bytesExpected <= 0) {
            return OptionalLong.empty();
        }
        long left = Math.max(0, bytesExpected - bytesDone);
        return OptionalLong.of((left + bytesPerSecond - 1) / bytesPerSecond);
    }

    /** Share done in whole percent, 0 to 100; 0 where nothing is expected. */
    public int percent() {
        return finished() ? 100 : bytesExpected <= 0 ? 0 : (int) Math.min(100, bytesDone * 100.0 / bytesExpected);
    }

    /**
     * Whether nothing is left of it. Expected bytes are an estimate: what was reached and still moves goes on, and all
     * expected files are the end whatever their size. Where nothing is expected, a file is the end.
     */
    public boolean finished() {
        if (filesExpected > 0 && filesDone >= filesExpected) {
            return true;
        }
        boolean reached = bytesExpected > 0 ? bytesDone >= bytesExpected : filesDone > 0;
        return reached && bytesPerSecond <= 0;
    }

    /** The same without a rate, as nothing has come for long. */
    ProgressLine still() {
        return new ProgressLine(
                runId, step, host, item, bytesDone, bytesExpected, filesDone, filesExpected, 0, started, updated);
    }
}

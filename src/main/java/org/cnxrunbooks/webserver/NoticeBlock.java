package org.cnxrunbooks.webserver;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cnxrunbooks.evidence.Sha256;

/**
 * Marked lines in a file. The last marker carries the beginning of the digest of what stands between them, so that a
 * change by somebody else is seen; the first says whether a line end had to be added before it.
 *
 * @param begin index of the first byte, that of an added line end included
 * @param end index after the last byte
 * @param line of the first marker, from 1
 * @param runId whose it is
 * @param intact whether everything between the markers is as it was written
 */
record NoticeBlock(int begin, int end, int line, String runId, boolean intact) {

    private static final String BEGINS = "# BEGIN maintenance notice ";
    private static final String ENDS = "# END maintenance notice ";
    private static final String ADDED = " (line end added)";
    private static final Pattern MARKER = Pattern.compile(
            "(?dm)^# (BEGIN|END) maintenance notice (\\S+)( \\(line end added\\)| [0-9a-f]+)?[ \\t]*(\\r?\\n|\\r?\\z)");
    private static final int DIGITS = 12;

    /** The block as text, placed at the end of a file or somewhere inside. */
    static String text(String runId, List<String> lines, String lineEnd, boolean addLineEnd) {
        String body = String.join(lineEnd, lines);
        String block = BEGINS + runId + (addLineEnd ? ADDED : "") + lineEnd + body + lineEnd + ENDS + runId + " "
                + digest(body + lineEnd);
        return addLineEnd ? lineEnd + block : block + lineEnd;
    }

    /** All blocks of a file, whoever made them; a beginning without end, and the other way round, is refused. */
    static List<NoticeBlock> find(String file, String text) {
        List<NoticeBlock> blocks = new ArrayList<>();
        Matcher marker = MARKER.matcher(text);
        while (marker.find()) {
            int line = line(text, marker.start());
            String runId = marker.group(2);
            if (marker.group(1).equals("END")) {
                throw StatementReader.refusal(file, line, "a notice without its first line", BEGINS + runId);
            }
            boolean added = ADDED.equals(marker.group(3));
            String before = added ? marker.group(4) : "";
            int from =
                    marker.start() - (text.startsWith(before, marker.start() - before.length()) ? before.length() : 0);
            int body = marker.end();
            if (!marker.find()
                    || !marker.group(1).equals("END")
                    || !marker.group(2).equals(runId)) {
                throw StatementReader.refusal(file, line, "a notice without its last line", ENDS + runId);
            }
            boolean intact = (" " + digest(text.substring(body, marker.start()))).equals(marker.group(3));
            int to = added ? marker.start(4) : marker.end();
            blocks.add(new NoticeBlock(from, to, line, runId, intact));
        }
        return blocks;
    }

    private static int line(String text, int at) {
        return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    }

    private static String digest(String body) {
        return Sha256.of(body.getBytes(StandardCharsets.ISO_8859_1)).substring(0, DIGITS);
    }
}

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
 * @param runId whose it is
 * @param intact whether everything between the markers is as it was written
 */
record NoticeBlock(int begin, int end, String runId, boolean intact) {

    private static final String ADDED = " (line end added)";
    private static final Pattern BEGIN =
            Pattern.compile("^# BEGIN maintenance notice (\\S+)( \\(line end added\\))?\\r?$", Pattern.MULTILINE);
    private static final int DIGITS = 12;

    /** The block as text, placed at the end of {@code before} or somewhere inside. */
    static String text(String runId, List<String> lines, String lineEnd, boolean addLineEnd) {
        String body = String.join(lineEnd, lines);
        String block = "# BEGIN maintenance notice " + runId + (addLineEnd ? ADDED : "") + lineEnd + body + lineEnd
                + "# END maintenance notice " + runId + " " + digest(body);
        return addLineEnd ? lineEnd + block : block + lineEnd;
    }

    /** All blocks of a file, whoever made them; a beginning without end is refused. */
    static List<NoticeBlock> find(String file, String text) {
        List<NoticeBlock> blocks = new ArrayList<>();
        Matcher begin = BEGIN.matcher(text);
        while (begin.find()) {
            Matcher end = Pattern.compile(
                            "^# END maintenance notice " + Pattern.quote(begin.group(1)) + "( [0-9a-f]+)?(\\r?\\n|$)",
                            Pattern.MULTILINE)
                    .matcher(text);
            if (!end.find(begin.end())) {
                throw StatementReader.refusal(
                        file,
                        1
                                + (int) text.substring(0, begin.start())
                                        .chars()
                                        .filter(c -> c == '\n')
                                        .count(),
                        "a notice without its last line",
                        "# END maintenance notice " + begin.group(1));
            }
            blocks.add(block(text, begin, end));
        }
        return blocks;
    }

    private static NoticeBlock block(String text, Matcher begin, Matcher end) {
        String body = text.substring(Math.min(begin.end() + 1, end.start()), end.start())
                .replaceFirst("\\r?\\n$", "");
        boolean intact = (" " + digest(body)).equals(end.group(1));
        int first = begin.start();
        if (begin.group(2) == null) {
            return new NoticeBlock(first, end.end(), begin.group(1), intact);
        }
        boolean carriage = first >= 2 && text.startsWith("\r\n", first - 2);
        return new NoticeBlock(
                first - (carriage ? 2 : Math.min(first, 1)),
                end.end() - (end.group(2).length()),
                begin.group(1),
                intact);
    }

    private static String digest(String body) {
        return Sha256.of(body.getBytes(StandardCharsets.ISO_8859_1)).substring(0, DIGITS);
    }
}

package org.cnxrunbooks.webserver;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The difference between a file before and after, as people read it: three lines of context, bytes beyond ASCII as
 * ISO-8859-1. Carriage returns show as {@code ␍} unless every line of both has one.
 */
public final class UnifiedDiff {

    private static final int CONTEXT = 3;
    private static final String NO_LINE_END = "\n\\ No newline at end of file";

    private UnifiedDiff() {}

    /** Without line end behind the last line; empty where nothing changes. */
    public static String of(FileEdit edit) {
        List<String> before = lines(edit.before());
        List<String> after = lines(edit.after());
        boolean plain = Stream.concat(before.stream(), after.stream())
                .map(UnifiedDiff::bare)
                .allMatch(line -> line.endsWith("\r"));
        return String.join(
                        "\n",
                        UnifiedDiffUtils.generateUnifiedDiff(
                                edit.path(), edit.path(), before, DiffUtils.diff(before, after), CONTEXT))
                .replace("\r", plain ? "" : "␍");
    }

    private static List<String> lines(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        String last = lines.remove(lines.size() - 1);
        if (!last.isEmpty()) {
            lines.add(last + NO_LINE_END);
        }
        return lines;
    }

    private static String bare(String line) {
        return line.endsWith(NO_LINE_END) ? "\r" : line;
    }
}

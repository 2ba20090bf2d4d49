package org.cnxrunbooks.notice;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.cnxrunbooks.announce.HtmlText;

/** What a person wrote for the users, made fit for where it is shown. Nothing of it is ever taken for markup or a header. */
record UsersWords(String written) {

    /** Non-blank lines by paragraph, without control characters. */
    List<List<String>> paragraphs() {
        return Arrays.stream(written.strip().replaceAll("\\R", "\n").split("\n\\s*\n"))
                .map(paragraph -> paragraph
                        .lines()
                        .map(UsersWords::printable)
                        .filter(line -> !line.isEmpty())
                        .toList())
                .filter(lines -> !lines.isEmpty())
                .toList();
    }

    /** All on one line, shortened at a word's end when longer. */
    String oneLine(int longest) {
        String line = paragraphs().stream().flatMap(List::stream).collect(Collectors.joining(" "));
        if (line.codePointCount(0, line.length()) <= longest) {
            return line;
        }
        String head = line.substring(0, line.offsetByCodePoints(0, longest - 1));
        int blank = head.lastIndexOf(' ');
        return (blank > longest / 2 ? head.substring(0, blank) : head) + "\u2026";
    }

    /** The paragraphs as HTML, with that style attribute or none. */
    String html(String style) {
        String attribute = style.isEmpty() ? "" : " style=\"" + style + "\"";
        return paragraphs().stream()
                .map(lines -> "<p" + attribute + ">"
                        + lines.stream().map(HtmlText::escape).collect(Collectors.joining("<br>\n")) + "</p>")
                .collect(Collectors.joining("\n"));
    }

    private static String printable(String line) {
        return line.codePoints()
                .map(point -> Character.isISOControl(point) ? ' ' : point)
                .map(point -> Character.getType(point) == Character.SURROGATE ? 0xFFFD : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }
}

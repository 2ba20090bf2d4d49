package org.cnxrunbooks.webserver;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a file into statements as httpd does (server/util.c: ap_cfg_getline, ap_getword_conf): a backslash before the line
 * end joins lines, in comments too; quotes are double or single; a section ends with the last {@code >} of its line.
 */
final class StatementReader {

    private final String file;
    private final String text;
    private final List<Statement> statements = new ArrayList<>();
    private int at;
    private int line = 1;

    private StatementReader(String file, byte[] bytes) {
        this.file = file;
        this.text = new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static List<Statement> read(String file, byte[] bytes) {
        StatementReader reader = new StatementReader(file, bytes);
        int nul = reader.text.indexOf('\0');
        if (nul >= 0) {
            int line = 1
                    + (int) reader.text
                            .substring(0, nul)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            throw refusal(file, line, "a NUL byte", "text");
        }
        while (reader.at < reader.text.length()) {
            reader.next();
        }
        return List.copyOf(reader.statements);
    }

    static ConfigRefusal refusal(String file, int line, String observed, String expected) {
        return new ConfigRefusal(
                "Configuration not understood: %s:%d (observed %s, expected %s)%nHINT: Nothing was changed; compare with what apachectl -t says."
                        .formatted(file, line, observed, expected));
    }

    private void next() {
        int begin = at;
        int first = line;
        StringBuilder joined = new StringBuilder();
        while (physical(joined)) {
            if (at == text.length()) {
                throw refusal(file, first, "a backslash at the end of the file", "another line");
            }
        }
        String logical = joined.toString().strip();
        if (!logical.isEmpty() && logical.charAt(0) != '#') {
            statements.add(statement(logical, first, begin));
        }
    }

    /** Takes one physical line; true when the next belongs to it. */
    private boolean physical(StringBuilder joined) {
        int newline = text.indexOf('\n', at);
        int stop = newline < 0 ? text.length() : newline;
        int cut = newline > at && text.charAt(newline - 1) == '\r' ? newline - 1 : stop;
        boolean more = newline >= 0 && cut > at && text.charAt(cut - 1) == '\\';
        joined.append(text, at, more ? cut - 1 : cut);
        at = newline < 0 ? stop : newline + 1;
        line++;
        return more;
    }

    private Statement statement(String logical, int first, int begin) {
        if (logical.charAt(0) != '<') {
            List<String> words = words(logical);
            return new Statement(
                    Statement.Kind.DIRECTIVE, first, begin, at, words.get(0), words.subList(1, words.size()));
        }
        int bracket = logical.lastIndexOf('>');
        if (bracket < 0) {
            throw refusal(file, first, logical, "a section that ends with >");
        }
        boolean closes = logical.startsWith("</");
        List<String> words = words(logical.substring(closes ? 2 : 1, bracket));
        if (words.isEmpty() || !words.get(0).matches("[A-Za-z][A-Za-z0-9_]*")) {
            throw refusal(file, first, logical, "the name of a section");
        }
        return new Statement(
                closes ? Statement.Kind.CLOSE : Statement.Kind.OPEN,
                first,
                begin,
                at,
                words.get(0),
                words.subList(1, words.size()));
    }

    private static List<String> words(String logical) {
        List<String> words = new ArrayList<>();
        int i = 0;
        while (i < logical.length()) {
            char c = logical.charAt(i);
            if (Character.isWhitespace(c)) {
                i++;
            } else if (c == '"' || c == '\'') {
                i = quoted(logical, i + 1, c, words);
            } else {
                int stop = i;
                while (stop < logical.length() && !Character.isWhitespace(logical.charAt(stop))) {
                    stop++;
                }
                words.add(logical.substring(i, stop).replace("\\\\", "\\"));
                i = stop;
            }
        }
        return words;
    }

    /** Without a closing quote httpd takes the rest of the line. */
    private static int quoted(String logical, int from, char quote, List<String> words) {
        StringBuilder word = new StringBuilder();
        int i = from;
        while (i < logical.length() && logical.charAt(i) != quote) {
            boolean escaped = logical.charAt(i) == '\\'
                    && i + 1 < logical.length()
                    && (logical.charAt(i + 1) == '\\' || logical.charAt(i + 1) == quote);
            word.append(logical.charAt(escaped ? i + 1 : i));
            i += escaped ? 2 : 1;
        }
        words.add(word.toString());
        return i + 1;
    }
}

package org.cnxrunbooks.webserver;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a file into statements as httpd does (server/util.c: ap_cfg_getline, ap_getword_conf): a backslash before the line
 * end joins lines, in comments too; quotes are double or single; a section ends with the last {@code >} of its line.
 */
final class StatementReader {

    private static final Pattern OPEN = Pattern.compile("(?ds)<([A-Za-z]\\w*)((?=[\\s>]).*)>[^>]*");
    private static final Pattern CLOSE = Pattern.compile("(?ds)</([A-Za-z]\\w*)>(\\s.*)?");

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
        boolean more = true;
        while (more && at < text.length()) {
            more = physical(joined);
        }
        String logical = trimmed(joined);
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
        if (more && cut - 1 > at && text.charAt(cut - 2) == '\\') {
            throw refusal(
                    file,
                    line,
                    "two backslashes at the end of a line, which 2.2 and 2.4 read differently",
                    "one or none");
        }
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
        Matcher close = CLOSE.matcher(logical);
        if (close.matches()) {
            return new Statement(Statement.Kind.CLOSE, first, begin, at, close.group(1), List.of());
        }
        Matcher open = OPEN.matcher(logical);
        if (!open.matches() || open.group(1).equalsIgnoreCase("Perl")) {
            throw refusal(file, first, logical, "the beginning or end of a section that ends with >");
        }
        return new Statement(Statement.Kind.OPEN, first, begin, at, open.group(1), words(open.group(2)));
    }

    private static String trimmed(CharSequence line) {
        int from = 0;
        int to = line.length();
        while (from < to && blank(line.charAt(from))) {
            from++;
        }
        while (to > from && blank(line.charAt(to - 1))) {
            to--;
        }
        return line.subSequence(from, to).toString();
    }

    /** As isspace of C. */
    private static boolean blank(char unit) {
        return unit == ' ' || (unit >= '\t' && unit <= '\r');
    }

    private static List<String> words(String logical) {
        List<String> words = new ArrayList<>();
        int i = 0;
        while (i < logical.length()) {
            char c = logical.charAt(i);
            if (blank(c)) {
                i++;
            } else if (c == '"' || c == '\'') {
                i = quoted(logical, i + 1, c, words);
            } else {
                int stop = i;
                while (stop < logical.length() && !blank(logical.charAt(stop))) {
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

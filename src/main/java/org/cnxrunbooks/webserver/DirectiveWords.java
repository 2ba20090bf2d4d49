package org.cnxrunbooks.webserver;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of one directive and where they stand in its file. Lines that end in a backslash go on in the next one; a
 * word may be quoted with {@code "} or {@code '}, and a backslash before a backslash or the quote is dropped, as httpd
 * does it.
 */
final class DirectiveWords {

    /**
     * One word.
     *
     * @param value without quotes
     * @param from place of its first character, the quote if it has one
     * @param to place behind its last character
     * @param quote the quote, or 0
     */
    record Word(String value, int from, int to, char quote) {}

    private final String text;
    private final List<Integer> places = new ArrayList<>();
    private final StringBuilder joined = new StringBuilder();
    private int at;

    private DirectiveWords(String text) {
        this.text = text;
    }

    /** The words of the directive that begins on this line, from 1; its name is the first. */
    static List<Word> on(int line, String text) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            int feed = text.indexOf('\n', start);
            start = feed < 0 ? text.length() : feed + 1;
        }
        DirectiveWords words = new DirectiveWords(text);
        words.join(start);
        return words.split();
    }

    private void join(int start) {
        int from = start;
        boolean goesOn = true;
        while (goesOn && from < text.length()) {
            int feed = text.indexOf('\n', from);
            int next = feed < 0 ? text.length() : feed + 1;
            int end = feed < 0 ? text.length() : feed;
            end = end > from && text.charAt(end - 1) == '\r' ? end - 1 : end;
            goesOn = feed >= 0 && end > from && text.charAt(end - 1) == '\\';
            for (int i = from; i < (goesOn ? end - 1 : end); i++) {
                joined.append(text.charAt(i));
                places.add(i);
            }
            from = next;
        }
    }

    private List<Word> split() {
        List<Word> words = new ArrayList<>();
        for (skipBlanks(); at < joined.length(); skipBlanks()) {
            words.add(word());
        }
        return words;
    }

    private void skipBlanks() {
        while (at < joined.length() && blank(joined.charAt(at))) {
            at++;
        }
    }

    private Word word() {
        int from = at;
        char first = joined.charAt(at);
        char quote = first == '"' || first == '\'' ? first : 0;
        StringBuilder value = new StringBuilder();
        at += quote == 0 ? 0 : 1;
        while (at < joined.length() && (quote == 0 ? !blank(joined.charAt(at)) : joined.charAt(at) != quote)) {
            if (joined.charAt(at) == '\\' && at + 1 < joined.length() && escaped(joined.charAt(at + 1), quote)) {
                at++;
            }
            value.append(joined.charAt(at++));
        }
        at = Math.min(joined.length(), at + (quote == 0 ? 0 : 1));
        return new Word(value.toString(), places.get(from), places.get(at - 1) + 1, quote);
    }

    private static boolean escaped(char unit, char quote) {
        return unit == '\\' || (quote != 0 && unit == quote);
    }

    private static boolean blank(char unit) {
        return unit <= ' ';
    }
}

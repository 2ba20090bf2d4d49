package org.cnxrunbooks.webserver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Replacements in one text; the places are those of the text as it was. */
final class Splices {

    private record Splice(int from, int to, String with) {}

    private final List<Splice> splices = new ArrayList<>();

    void replace(int from, int to, String with) {
        splices.add(new Splice(from, to, with));
    }

    /** Several insertions at one place stand in the order in which they were asked for. */
    void insert(int place, String text) {
        replace(place, place, text);
    }

    String applied(String text) {
        StringBuilder result = new StringBuilder();
        int done = 0;
        splices.sort(Comparator.comparingInt(Splice::from).thenComparingInt(Splice::to));
        for (Splice splice : splices) {
            if (splice.from() < done) {
                throw new IllegalStateException("replacements overlap at " + splice.from());
            }
            result.append(text, done, splice.from()).append(splice.with());
            done = splice.to();
        }
        return result.append(text, done, text.length()).toString();
    }
}

package org.cnxrunbooks.webserver;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts by words of somebody else, as many as a person would read: those that come later are one. */
final class FewCounts {

    static final int LIMIT = 24;
    static final String OTHER = "other";
    private static final int LENGTH = 160;

    private FewCounts() {}

    static SortedMap<String, Long> of(Map<String, Long> counts) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    static SortedMap<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
        SortedMap<String, Long> sum = new TreeMap<>(one);
        other.forEach((word, count) -> add(sum, word, count));
        return of(sum);
    }

    /** Adds to a map that may change. */
    static void add(Map<String, Long> counts, String word, long count) {
        String shown = word.length() > LENGTH ? word.substring(0, LENGTH) : word;
        counts.merge(counts.containsKey(shown) || counts.size() < LIMIT ? shown : OTHER, count, Long::sum);
    }
}

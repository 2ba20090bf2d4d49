package org.cnxrunbooks.app;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Looks for all secrets in all their forms in one pass over the bytes (Aho and Corasick). */
final class CanarySearch {

    private static final int NONE = -1;

    private final List<int[]> next = new ArrayList<>();
    private final List<Set<String>> ends = new ArrayList<>();
    private final int[] following;
    private final boolean[] end;

    CanarySearch(Collection<Canary> canaries) {
        node();
        for (Canary canary : canaries) {
            for (byte[] core : canary.cores()) {
                CanaryForms.of(core).forEach((form, bytes) -> add(bytes, canary.name() + " (" + form + ")"));
            }
        }
        link();
        following = next.stream().flatMapToInt(Arrays::stream).toArray();
        end = new boolean[ends.size()];
        for (int at = 0; at < end.length; at++) {
            end[at] = !ends.get(at).isEmpty();
        }
    }

    /** Secrets and forms that stand in these bytes. */
    Set<String> in(byte[] bytes) {
        Scan scan = new Scan();
        scan.feed(bytes, bytes.length);
        return scan.found();
    }

    /** A pass over bytes that come in pieces. */
    final class Scan {

        private final Set<String> found = new TreeSet<>();
        private int state;

        void feed(byte[] bytes, int length) {
            for (int i = 0; i < length; i++) {
                state = following[state << 8 | bytes[i] & 0xff];
                if (end[state]) {
                    found.addAll(ends.get(state));
                }
            }
        }

        Set<String> found() {
            return found;
        }
    }

    private int node() {
        int[] edges = new int[256];
        Arrays.fill(edges, NONE);
        next.add(edges);
        ends.add(new TreeSet<>());
        return next.size() - 1;
    }

    private void add(byte[] bytes, String label) {
        int at = 0;
        for (byte b : bytes) {
            int child = next.get(at)[b & 0xff];
            if (child == NONE) {
                child = node();
                next.get(at)[b & 0xff] = child;
            }
            at = child;
        }
        ends.get(at).add(label);
    }

    private void link() {
        int[] fallback = new int[next.size()];
        Deque<Integer> waiting = new ArrayDeque<>(List.of(0));
        while (!waiting.isEmpty()) {
            int at = waiting.remove();
            ends.get(at).addAll(at == 0 ? Set.of() : ends.get(fallback[at]));
            int[] edges = next.get(at);
            for (int b = 0; b < edges.length; b++) {
                int elsewhere = at == 0 ? 0 : next.get(fallback[at])[b];
                if (edges[b] == NONE) {
                    edges[b] = elsewhere;
                } else {
                    fallback[edges[b]] = elsewhere;
                    waiting.add(edges[b]);
                }
            }
        }
    }
}

package org.cnxrunbooks.audit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.cnxrunbooks.evidence.Entry;
import org.cnxrunbooks.evidence.Evidence;

/**
 * The documents of one run: those that its entries name by their digest, and those that such a document names in turn (a
 * plan names the files that it changes). Of digests without bytes, e.g. of an output, there is none.
 */
final class RunBlobs {

    private static final Pattern DIGEST = Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");
    private static final int SEARCHED = 8_000_000;

    private final Evidence evidence;

    RunBlobs(Evidence evidence) {
        this.evidence = evidence;
    }

    /** Bytes by digest, in the order in which they came up. */
    Map<String, byte[]> of(String runId) {
        Map<String, byte[]> found = new LinkedHashMap<>();
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(named(evidence.entries(runId)));
        while (!open.isEmpty()) {
            String digest = open.removeFirst();
            if (!seen.add(digest)) {
                continue;
            }
            evidence.blob(digest).ifPresent(bytes -> {
                found.put(digest, bytes);
                open.addAll(within(bytes));
            });
        }
        return found;
    }

    /** Empty for what is no document of this run, wherever else it may be kept. */
    Optional<byte[]> of(String runId, String digest) {
        List<Entry> entries = evidence.entries(runId);
        return named(entries).contains(digest)
                ? evidence.blob(digest)
                : Optional.ofNullable(of(runId).get(digest));
    }

    private static Collection<String> named(List<Entry> entries) {
        Set<String> digests = new LinkedHashSet<>();
        entries.forEach(entry -> digests.addAll(entry.draft().digests().values()));
        digests.removeIf(digest -> !DIGEST.matcher(digest).matches());
        return digests;
    }

    private static List<String> within(byte[] bytes) {
        if (bytes.length > SEARCHED) {
            return List.of();
        }
        return DIGEST.matcher(new String(bytes, StandardCharsets.UTF_8))
                .results()
                .map(MatchResult::group)
                .toList();
    }
}

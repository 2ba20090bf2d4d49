package org.cnxrunbooks.evidence;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the entries of one run hang together. The hash of an entry is SHA-256 over the hash before it and every field in
 * the order of {@link Draft}, each as {@code <length in UTF-8 bytes>:<text>,} ({@code -,} for null; times as
 * milliseconds since 1970 UTC; digests as their number, then role and value sorted by role), so that no two different
 * entries share a form. Whoever can write the table can rewrite a whole chain or cut its end: compare the last hash
 * with one kept elsewhere to see that too.
 */
public final class Chain {

    /** What stands before the first entry. */
    public static final String ORIGIN = "0".repeat(64);

    private static final String FORM = "cnx-evidence-1";

    private Chain() {}

    /** The entry that follows; times are cut to milliseconds and unwritable characters replaced, so that
     * any store gives back what was hashed. */
    public static Entry link(@Nullable Entry previous, Draft draft) {
        Draft kept = cut(draft);
        long sequence = previous == null ? 1 : previous.sequence() + 1;
        String before = previous == null ? ORIGIN : previous.hash();
        return new Entry(sequence, kept, before, hash(sequence, kept, before));
    }

    /** The first entry that is missing, out of order or altered; empty when the chain holds. */
    public static Optional<Break> verify(List<Entry> entries) {
        long sequence = 1;
        String before = ORIGIN;
        for (Entry entry : entries) {
            String expected = hash(entry.sequence(), entry.draft(), entry.previousHash());
            if (entry.sequence() != sequence) {
                return Optional.of(
                        Break.at(entry, "sequence", Long.toString(entry.sequence()), Long.toString(sequence)));
            }
            if (!entry.previousHash().equals(before)) {
                return Optional.of(Break.at(entry, "hash before", entry.previousHash(), before));
            }
            if (!entry.hash().equals(expected)) {
                return Optional.of(Break.at(entry, "hash", entry.hash(), expected));
            }
            before = entry.hash();
            sequence++;
        }
        return Optional.empty();
    }

    /**
     * Where a chain is broken.
     *
     * @param sequence of the first entry that does not hold
     * @param message what was observed and expected, for people
     */
    public record Break(long sequence, String message) {

        private static Break at(Entry entry, String what, String observed, String expected) {
            return new Break(
                    entry.sequence(),
                    "evidence chain broken: run " + entry.draft().runId() + " entry " + entry.sequence() + " "
                            + entry.draft().step() + ", " + what + " (observed " + observed + ", expected " + expected
                            + ")");
        }
    }

    private static Draft cut(Draft draft) {
        String command = draft.command();
        return new Draft(
                draft.runId(),
                draft.step(),
                draft.source(),
                draft.host(),
                draft.started().truncatedTo(ChronoUnit.MILLIS),
                draft.ended().truncatedTo(ChronoUnit.MILLIS),
                draft.attempt(),
                draft.outcome(),
                draft.actor(),
                command == null ? null : writable(command),
                draft.exitCode(),
                draft.digests(),
                writable(draft.message()));
    }

    /** PostgreSQL keeps neither NUL nor half a surrogate pair; output of foreign tools may have both. */
    private static String writable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    }

    /** What the hash of the entry is taken of, for whoever wants to see for themselves: its bytes in UTF-8. */
    public static String form(Entry entry) {
        return form(entry.sequence(), entry.draft(), entry.previousHash());
    }

    static String hash(long sequence, Draft draft, String previousHash) {
        return Sha256.of(form(sequence, draft, previousHash).getBytes(StandardCharsets.UTF_8));
    }

    private static String form(long sequence, Draft draft, String previousHash) {
        StringBuilder form = new StringBuilder();
        field(form, FORM);
        field(form, previousHash);
        field(form, Long.toString(sequence));
        field(form, draft.runId());
        field(form, draft.step());
        field(form, draft.source());
        field(form, draft.host());
        field(form, time(draft.started()));
        field(form, time(draft.ended()));
        field(form, Integer.toString(draft.attempt()));
        field(form, draft.outcome().name());
        field(form, draft.actor());
        field(form, draft.command());
        Integer exitCode = draft.exitCode();
        field(form, exitCode == null ? null : exitCode.toString());
        Map<String, String> digests = new TreeMap<>(draft.digests());
        field(form, Integer.toString(digests.size()));
        digests.forEach((role, digest) -> {
            field(form, role);
            field(form, digest);
        });
        field(form, draft.message());
        return form.toString();
    }

    private static void field(StringBuilder form, @Nullable String value) {
        if (value == null) {
            form.append("-,");
        } else {
            form.append(value.getBytes(StandardCharsets.UTF_8).length)
                    .append(':')
                    .append(value)
                    .append(',');
        }
    }

    private static String time(Instant instant) {
        return Long.toString(instant.toEpochMilli());
    }
}

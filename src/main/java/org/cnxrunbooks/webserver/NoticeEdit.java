package org.cnxrunbooks.webserver;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Puts a notice into a configuration and takes it out again, and changes no other byte. Raising twice is raising once;
 * lowering what was raised gives the bytes of before.
 */
public final class NoticeEdit {

    private NoticeEdit() {}

    /** Bytes that go in before the byte at an index. */
    private record Insertion(int at, List<String> lines, boolean last) {}

    /** The files that change; refused when the notice would not reach every server. */
    public static List<FileEdit> raise(HttpdConfig config, ServerFacts facts, NoticeRequest request) {
        Map<String, byte[]> bare = without(config, block -> {
            if (!block.runId().equals(request.runId())) {
                throw new ConfigRefusal(
                        "A notice is raised already: %s (observed that of run %s, expected none)%nHINT: Lower it first, in its own run."
                                .formatted(config.mainFile(), block.runId()));
            }
            return true;
        });
        HttpdConfig clean = config.with(bare);
        NoticeReview.require(clean, request.statusCode());
        NoticeStanza stanza = new NoticeStanza(request, facts);
        List<FileEdit> edits = new ArrayList<>();
        for (String path : clean.paths()) {
            List<Insertion> insertions = new ArrayList<>(virtualHosts(clean, path, stanza, request.statusCode()));
            if (path.equals(clean.mainFile())) {
                insertions.addAll(mainServer(clean, stanza));
            }
            byte[] after = insert(request.runId(), clean.bytes(path), insertions);
            add(edits, config, path, after);
        }
        return edits;
    }

    /**
     * The files that change when the blocks of a run are taken out.
     *
     * @param confirmed takes a block also when somebody else changed lines inside; otherwise that is refused
     */
    public static List<FileEdit> lower(HttpdConfig config, String runId, boolean confirmed) {
        Map<String, byte[]> bare = without(config, block -> {
            boolean ours = block.runId().equals(runId);
            if (ours && !block.intact() && !confirmed) {
                throw new ConfigRefusal(
                        "Notice changed by somebody else: %s (observed other lines between the markers of %s, expected those written)%nHINT: Look at the difference and confirm."
                                .formatted(config.mainFile(), runId));
            }
            return ours;
        });
        List<FileEdit> edits = new ArrayList<>();
        bare.forEach((path, after) -> add(edits, config, path, after));
        return edits;
    }

    private static void add(List<FileEdit> edits, HttpdConfig config, String path, byte[] after) {
        if (!Arrays.equals(config.bytes(path), after)) {
            edits.add(new FileEdit(path, config.bytes(path), after));
        }
    }

    private static Map<String, byte[]> without(HttpdConfig config, Predicate<NoticeBlock> taken) {
        Map<String, byte[]> bare = new LinkedHashMap<>();
        for (String path : config.paths()) {
            StringBuilder text = new StringBuilder(text(config.bytes(path)));
            List<NoticeBlock> blocks = NoticeBlock.find(path, text.toString()).stream()
                    .filter(taken)
                    .sorted(Comparator.comparing(NoticeBlock::begin).reversed())
                    .toList();
            blocks.forEach(block -> text.delete(block.begin(), block.end()));
            bare.put(path, bytes(text.toString()));
        }
        return bare;
    }

    private static List<Insertion> virtualHosts(HttpdConfig config, String path, NoticeStanza stanza, int status) {
        List<Insertion> insertions = new ArrayList<>();
        boolean ownPage = false;
        int depth = 0;
        for (Statement statement : config.statements(path)) {
            if (statement.opens("VirtualHost")) {
                insertions.add(new Insertion(statement.end(), stanza.rule(), false));
                ownPage = false;
            } else if (NoticeReview.isErrorDocument(statement.name(), statement.arguments(), status)) {
                ownPage |= depth > 0;
            } else if (statement.is("VirtualHost") && ownPage) {
                insertions.add(new Insertion(statement.begin(), stanza.errorDocument(), false));
            }
            depth += statement.kind() == Statement.Kind.OPEN ? 1 : statement.kind() == Statement.Kind.CLOSE ? -1 : 0;
        }
        return insertions;
    }

    /** Before the first rule or virtual host of the main file, and at its end. */
    private static List<Insertion> mainServer(HttpdConfig config, NoticeStanza stanza) {
        int end = config.bytes(config.mainFile()).length;
        int first = end;
        int outer = 0;
        int depth = 0;
        for (Statement statement : config.statements(config.mainFile())) {
            if (depth == 0) {
                outer = statement.begin();
            }
            if (first == end && NoticeReview.leadsToRules(config, statement)) {
                first = outer;
            }
            depth += statement.kind() == Statement.Kind.OPEN ? 1 : statement.kind() == Statement.Kind.CLOSE ? -1 : 0;
        }
        List<String> tail = new ArrayList<>(first == end ? stanza.head() : List.of());
        tail.addAll(stanza.tail());
        Insertion last = new Insertion(end, tail, true);
        return first == end ? List.of(last) : List.of(new Insertion(first, stanza.head(), false), last);
    }

    private static byte[] insert(String runId, byte[] before, List<Insertion> insertions) {
        StringBuilder text = new StringBuilder(text(before));
        String lineEnd = text.indexOf("\r\n") >= 0 ? "\r\n" : "\n";
        insertions.stream()
                .sorted(Comparator.comparing(Insertion::at).reversed())
                .forEach(insertion -> {
                    boolean add = insertion.last() && !text.isEmpty() && text.charAt(text.length() - 1) != '\n';
                    text.insert(insertion.at(), NoticeBlock.text(runId, insertion.lines(), lineEnd, add));
                });
        return bytes(text.toString());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}

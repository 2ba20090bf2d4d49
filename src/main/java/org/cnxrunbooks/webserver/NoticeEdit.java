package org.cnxrunbooks.webserver;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts a notice into a configuration and takes it out again, and changes no other byte. Raising twice is raising once;
 * lowering what was raised gives the bytes of before.
 */
public final class NoticeEdit {

    /** Nothing, or a last line that has an end and does not go on behind it. */
    private static final Pattern WHOLE = Pattern.compile("(?ds)\\A\\z|(\\A|[^\\\\\\r]|(\\A|[^\\\\])\\r)\\n\\z");

    private NoticeEdit() {}

    /** The files that change; refused when the notice would not reach every server. */
    public static List<FileEdit> raise(HttpdConfig config, ServerFacts facts, NoticeRequest request) {
        Map<String, byte[]> bare = without(config, (path, block) -> {
            if (!block.runId().equals(request.runId())) {
                throw new ConfigRefusal(
                        "A notice is raised already: %s:%d (observed that of run %s, expected none)%nHINT: Lower it first, in its own run."
                                .formatted(path, block.line(), block.runId()));
            }
            requireIntact(path, block);
            return true;
        });
        HttpdConfig clean = config.with(bare);
        ServerFacts own = bareFacts(config, clean, facts);
        NoticeReview.require(clean, own, request.statusCode());
        List<NoticePlaces.Place> places = new NoticePlaces(clean, own, request).all();
        List<FileEdit> edits = new ArrayList<>();
        for (String path : clean.paths()) {
            List<NoticePlaces.Place> here =
                    places.stream().filter(place -> place.file().equals(path)).toList();
            add(edits, config, path, insert(request.runId(), path, clean.bytes(path), here));
        }
        return edits;
    }

    /**
     * The files that change when the blocks of a run are taken out.
     *
     * @param confirmed takes a block also when somebody else changed lines inside; otherwise that is refused
     */
    public static List<FileEdit> lower(HttpdConfig config, String runId, boolean confirmed) {
        Map<String, byte[]> bare = without(config, (path, block) -> {
            boolean ours = block.runId().equals(runId);
            if (ours && !confirmed) {
                requireIntact(path, block);
            }
            return ours;
        });
        List<FileEdit> edits = new ArrayList<>();
        bare.forEach((path, after) -> add(edits, config, path, after));
        return edits;
    }

    /** Without the modules that only a notice raised before has loaded. */
    private static ServerFacts bareFacts(HttpdConfig config, HttpdConfig clean, ServerFacts facts) {
        Set<String> ours = new HashSet<>(loaded(config));
        ours.removeAll(loaded(clean));
        Set<String> modules = new HashSet<>(facts.modules());
        modules.removeAll(ours);
        return new ServerFacts(facts.version(), facts.dialect(), facts.mpm(), modules, facts.running());
    }

    private static Set<String> loaded(HttpdConfig config) {
        return config.directives().stream()
                .filter(directive -> directive.is("LoadModule"))
                .flatMap(directive -> directive.arguments().stream().limit(1))
                .collect(Collectors.toSet());
    }

    private static void add(List<FileEdit> edits, HttpdConfig config, String path, byte[] after) {
        if (!Arrays.equals(config.bytes(path), after)) {
            edits.add(new FileEdit(path, config.bytes(path), after));
        }
    }

    private static void requireIntact(String path, NoticeBlock block) {
        if (!block.intact()) {
            throw new ConfigRefusal(
                    "Notice changed by somebody else: %s:%d (observed other lines between the markers of %s, expected those written)%nHINT: Look at the difference; lowering takes the block, with their change, when that is confirmed."
                            .formatted(path, block.line(), block.runId()));
        }
    }

    private static Map<String, byte[]> without(HttpdConfig config, BiPredicate<String, NoticeBlock> taken) {
        Map<String, byte[]> bare = new LinkedHashMap<>();
        for (String path : config.paths()) {
            StringBuilder text = new StringBuilder(text(config.bytes(path)));
            List<NoticeBlock> blocks = NoticeBlock.find(path, text.toString()).stream()
                    .filter(block -> taken.test(path, block))
                    .sorted(Comparator.comparing(NoticeBlock::begin).reversed())
                    .toList();
            blocks.forEach(block -> text.delete(block.begin(), block.end()));
            bare.put(path, bytes(text.toString()));
        }
        return bare;
    }

    private static byte[] insert(String runId, String path, byte[] before, List<NoticePlaces.Place> places) {
        StringBuilder text = new StringBuilder(text(before));
        String lineEnd = text.indexOf("\r\n") >= 0 ? "\r\n" : "\n";
        boolean whole = WHOLE.matcher(text).find();
        places.stream()
                .sorted(Comparator.comparing(NoticePlaces.Place::at)
                        .thenComparing(NoticePlaces.Place::last)
                        .reversed())
                .forEach(place -> {
                    if (place.last() && !whole && text.toString().endsWith("\\")) {
                        throw StatementReader.refusal(path, lines(text), "a backslash as the last byte", "a line end");
                    }
                    text.insert(place.at(), NoticeBlock.text(runId, place.lines(), lineEnd, place.last() && !whole));
                });
        return bytes(text.toString());
    }

    private static int lines(CharSequence text) {
        return 1 + (int) text.chars().filter(c -> c == '\n').count();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}

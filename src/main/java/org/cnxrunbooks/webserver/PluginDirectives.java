package org.cnxrunbooks.webserver;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Every place where a web server's configuration names its plugin-cfg.xml, whatever sections stand around it: a second
 * virtual host or a condition that holds on the next start must not bring the old routing back.
 */
public final class PluginDirectives {

    /** The directive. */
    public static final String NAME = "WebSpherePluginConfig";

    private final List<Place> places;
    private final Map<String, String> texts;

    /**
     * One place.
     *
     * @param directive as httpd reads it
     * @param path of the plugin-cfg.xml, as httpd reads it
     * @param from place of the argument in its file, with its quotes
     * @param to place behind it
     * @param quote the quote around it, or 0
     */
    public record Place(Directive directive, String path, int from, int to, char quote) {

        public String file() {
            return directive.file();
        }

        public int line() {
            return directive.line();
        }
    }

    private PluginDirectives(List<Place> places, Map<String, String> texts) {
        this.places = List.copyOf(places);
        this.texts = texts;
    }

    /**
     * Finds the places.
     *
     * @throws ConfigRefusal when such a directive has not exactly one argument, or one with a variable
     */
    public static PluginDirectives of(HttpdConfig config) {
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, Place> places = new LinkedHashMap<>();
        for (Directive directive : config.directives()) {
            if (directive.is(NAME)) {
                String text = texts.computeIfAbsent(
                        directive.file(), file -> new String(config.bytes(file), StandardCharsets.ISO_8859_1));
                places.put(
                        directive.file() + "\n" + directive.line(),
                        place(directive, DirectiveWords.on(directive.line(), text)));
            }
        }
        return new PluginDirectives(new ArrayList<>(places.values()), texts);
    }

    private static Place place(Directive directive, List<DirectiveWords.Word> words) {
        List<String> read = words.stream().map(DirectiveWords.Word::value).toList();
        if (directive.arguments().size() != 1
                || !read.equals(List.of(directive.name(), directive.arguments().get(0)))) {
            throw refused(directive, String.join(" ", read), NAME + " and one path");
        }
        DirectiveWords.Word path = words.get(1);
        if (path.value().contains("${")) {
            throw refused(directive, path.value(), "a path without variables");
        }
        return new Place(directive, path.value(), path.from(), path.to(), path.quote());
    }

    /** In the order in which httpd reads them; a file that is included twice counts once. */
    public List<Place> places() {
        return places;
    }

    /**
     * Makes every place name another file. Quotes stay as they are; a path that needs quotes gets them.
     *
     * @param copies for each path of {@link #places()} the path that takes its place
     * @return one edit for each file that changes
     * @throws ConfigRefusal when there is no place, when a place's path is not among the copies, or when a new path
     *     cannot be written
     */
    public List<FileEdit> repoint(Map<String, String> copies) {
        if (places.isEmpty()) {
            throw new ConfigRefusal(
                    "%s cannot be pointed elsewhere: the configuration (observed none, expected one)".formatted(NAME));
        }
        Map<String, Splices> splices = new LinkedHashMap<>();
        for (Place place : places) {
            String copy = copies.get(place.path());
            if (copy == null) {
                throw refused(place.directive(), place.path(), "one of " + new TreeSet<>(copies.keySet()));
            }
            if (!copy.equals(place.path())) {
                splices.computeIfAbsent(place.file(), file -> new Splices())
                        .replace(place.from(), place.to(), argument(place, copy));
            }
        }
        List<FileEdit> edits = new ArrayList<>();
        splices.forEach((file, changes) -> {
            String before = texts.getOrDefault(file, "");
            edits.add(new FileEdit(file, bytes(before), bytes(changes.applied(before))));
        });
        return edits;
    }

    /** As it is to stand in the file. */
    private static String argument(Place place, String path) {
        if (!path.matches("[\\x20-\\xff&&[^\"'\\x7f]]+(?<![\\\\ ])") || path.contains("${") || path.startsWith("#")) {
            throw refused(place.directive(), path, "a path without quotes, variables and signs beyond ISO-8859-1");
        }
        String escaped = path.replaceAll("\\\\(?=\\\\)", "\\\\\\\\");
        char quote = place.quote() == 0 && path.indexOf(' ') >= 0 ? '"' : place.quote();
        return quote == 0 ? escaped : quote + escaped + quote;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static ConfigRefusal refused(Directive directive, String observed, String expected) {
        return new ConfigRefusal(
                """
                %s is not understood: %s line %d (observed %s, expected %s)
                HINT: nothing was changed. Mend the line by hand, then start a new run."""
                        .formatted(NAME, directive.file(), directive.line(), observed, expected));
    }
}

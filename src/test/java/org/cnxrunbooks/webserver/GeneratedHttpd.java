package org.cnxrunbooks.webserver;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A made-up configuration of a few files, and what httpd would read in it. Everything that one meets: sections in
 * sections, Includes in and outside of virtual hosts, both line ends in one file, continuation lines in directives and
 * comments, quotes, tabs, bytes beyond ASCII, last lines without an end.
 */
final class GeneratedHttpd {

    static final String ROOT = "/opt/IBM/HTTPServer";
    static final String MAIN = ROOT + "/conf/httpd.conf";
    private static final List<String> WRAPPERS =
            List.of("IfModule !mod_absent.c", "IfDefine !ABSENT", "IfModule core.c");
    private static final List<String> INNER =
            List.of("Directory /srv", "Location \"/a b\"", "Files *.html", "LocationMatch ^/(x|y)");
    private static final List<List<String>> DIRECTIVES = List.of(
            List.of("Listen", "80"),
            List.of("ServerAdmin", "j\u00fcrgen@example.com"),
            List.of("Alias", "/it's here", "/srv/with \"quotes\" and \\ backslash"),
            List.of("LogFormat", "%h %l \"%r\" \u00ff\u0085\u00a0", "odd"),
            List.of("Redirect", "permanent", "/old", "https://new.example.com/"),
            List.of("ProxyPass", "/social", "http://10.0.0.5:30080/social"),
            List.of("Require", "ip", "10.0.0.0/8"),
            List.of("Deny", "from", "all"),
            List.of("BrowserMatch", "Mozilla/2", "nokeepalive"),
            List.of("SetEnv", "odd", "\u0085\u00e9\u001c"),
            List.of("X"));

    private final Random random;
    private final Map<String, StringBuilder> texts = new LinkedHashMap<>();
    private final Map<String, List<List<String>>> plain = new LinkedHashMap<>();
    private final List<String> read = new ArrayList<>();
    int virtualHosts;

    GeneratedHttpd(long seed, int status) {
        random = new Random(seed);
        for (String name : List.of("a", "b c")) {
            String path = ROOT + "/conf/extra/" + name + ".conf";
            StringBuilder text = new StringBuilder();
            texts.put(path, text);
            plain.put(path, lines(text, random.nextInt(5)));
            ending(text);
        }
        StringBuilder main = new StringBuilder();
        int parts = random.nextInt(9);
        for (int i = 0; i < parts; i++) {
            switch (random.nextInt(5)) {
                case 0 -> host(main, status);
                case 1 -> rules(main, "");
                case 2 -> wrapped(main, status);
                default -> body(main, "");
            }
        }
        ending(main);
        texts.put(MAIN, main);
    }

    HttpdConfig config() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        Map<String, List<String>> includes = new LinkedHashMap<>();
        texts.forEach((path, text) -> {
            files.put(path, text.toString().getBytes(StandardCharsets.ISO_8859_1));
            includes.put(path, List.of(path));
        });
        return HttpdConfig.parse(ROOT, MAIN, files, includes);
    }

    /** A configuration of one file, which may include itself. */
    static HttpdConfig alone(byte[] bytes) {
        return HttpdConfig.parse(ROOT, MAIN, Map.of(MAIN, bytes), Map.of(MAIN, List.of(MAIN)));
    }

    /** Each directive with the names of the sections around it. */
    List<String> read() {
        return read;
    }

    static List<String> read(List<Directive> directives) {
        return directives.stream()
                .map(directive -> directive.within().stream().map(Section::name).toList() + " " + directive.name()
                        + directive.arguments())
                .toList();
    }

    private void wrapped(StringBuilder text, int status) {
        String wrapper = WRAPPERS.get(random.nextInt(WRAPPERS.size()));
        open(text, wrapper);
        int before = read.size();
        if (random.nextBoolean()) {
            host(text, status);
        } else {
            body(text, "");
        }
        String name = wrapper.substring(0, wrapper.indexOf(' '));
        for (int i = before; i < read.size(); i++) {
            String line = read.get(i);
            read.set(i, "[" + name + (line.startsWith("[]") ? "" : ", ") + line.substring(1));
        }
        line(text, (random.nextBoolean() ? "  </" : "</") + name + ">");
    }

    private void host(StringBuilder text, int status) {
        virtualHosts++;
        open(text, "VirtualHost *:443" + (random.nextBoolean() ? " \"10.0.0.1:80\"" : ""));
        int parts = random.nextInt(5);
        for (int i = 0; i < parts; i++) {
            switch (random.nextInt(5)) {
                case 0 -> rules(text, "VirtualHost");
                case 1 -> say(text, "VirtualHost", List.of("ErrorDocument", "" + status, "/own.html"));
                case 2 -> inner(text, "VirtualHost");
                default -> body(text, "VirtualHost");
            }
        }
        line(text, random.nextBoolean() ? "</virtualhost>" : "\t</VirtualHost> ");
    }

    private void inner(StringBuilder text, String around) {
        String section = INNER.get(random.nextInt(INNER.size()));
        String name = section.substring(0, section.indexOf(' '));
        open(text, section);
        for (List<String> words : lines(text, random.nextInt(3))) {
            note(around.isEmpty() ? name : around + ", " + name, words);
        }
        line(text, "</" + name + ">");
    }

    private void rules(StringBuilder text, String around) {
        say(text, around, List.of("RewriteEngine", "On"));
        say(text, around, List.of("RewriteCond", "%{HTTPS}", "!=on"));
        say(text, around, List.of("RewriteRule", "^/$", "/homepage/", "[R,L]"));
    }

    private void body(StringBuilder text, String around) {
        if (random.nextInt(4) == 0) {
            String path = List.copyOf(plain.keySet()).get(random.nextInt(plain.size()));
            say(text, around, List.of("Include", random.nextBoolean() ? path : path.substring(ROOT.length() + 1)));
            plain.getOrDefault(path, List.of()).forEach(words -> note(around, words));
        } else if (random.nextInt(3) == 0) {
            inner(text, around);
        } else {
            lines(text, 1 + random.nextInt(3)).forEach(words -> note(around, words));
        }
    }

    private List<List<String>> lines(StringBuilder text, int count) {
        List<List<String>> said = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (random.nextInt(3) == 0) {
                line(text, random.nextBoolean() ? "" : "  # comment </VirtualHost> <Location> \u00e9");
            } else if (random.nextInt(5) == 0) {
                text.append("# goes on \\").append(end()).append("Listen 81").append(end());
            } else {
                List<String> words = DIRECTIVES.get(random.nextInt(DIRECTIVES.size()));
                write(text, words);
                said.add(words);
            }
        }
        return said;
    }

    private void say(StringBuilder text, String around, List<String> words) {
        write(text, words);
        note(around, words);
    }

    private void note(String around, List<String> words) {
        read.add("[" + around + "] " + words.get(0) + words.subList(1, words.size()));
    }

    private void open(StringBuilder text, String section) {
        line(text, "  <" + section + (random.nextBoolean() ? " >" : ">"));
    }

    private void write(StringBuilder text, List<String> words) {
        text.append(random.nextBoolean() ? "\t" : "");
        for (int i = 0; i < words.size(); i++) {
            text.append(
                    i == 0 ? "" : random.nextInt(6) == 0 ? " \\" + end() + "  " : random.nextBoolean() ? " " : "\t ");
            text.append(i == 0 ? words.get(i) : quoted(words.get(i)));
        }
        text.append(end());
    }

    private String quoted(String word) {
        if (!word.matches("(?s).*[ '\"\\\\].*") && random.nextBoolean()) {
            return word;
        }
        char quote = random.nextBoolean() ? '"' : '\'';
        return quote + word.replace("\\", "\\\\").replace("" + quote, "\\" + quote) + quote;
    }

    private void line(StringBuilder text, String line) {
        text.append(line).append(end());
    }

    private String end() {
        return random.nextInt(4) == 0 ? "\r\n" : "\n";
    }

    private void ending(StringBuilder text) {
        switch (random.nextInt(5)) {
            case 0 -> text.append("# no line end");
            case 1 -> text.append("# goes on \\").append(end());
            case 2 -> text.append("# carriage return\r");
            default -> {}
        }
    }
}

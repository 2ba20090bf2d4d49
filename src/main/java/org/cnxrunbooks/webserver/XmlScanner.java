package org.cnxrunbooks.webserver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the elements of an XML file together with their places. Knows elements, attributes and comments; a document
 * type, a processing instruction, a CDATA section or text is refused. Whether the file is XML at all is judged by
 * {@link JdkXml}, and what both saw must be the same.
 */
final class XmlScanner {

    private static final int DEEPEST = 20;
    private static final String BLANK = " \t\r\n";
    private static final Pattern TAG = Pattern.compile("</?([A-Za-z_][A-Za-z0-9_.-]*)");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("[ \t\r\n]+([A-Za-z_][A-Za-z0-9_.-]*)[ \t\r\n]*=[ \t\r\n]*(?:\"([^\"<]*)\"|'([^'<]*)')");
    private static final Pattern TAG_END = Pattern.compile("[ \t\r\n]*(/?)>");
    private static final Pattern REFERENCE =
            Pattern.compile("&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));");
    private static final Map<String, String> PREDEFINED =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'");

    private final XmlSource source;
    private final String text;
    private final XmlTrace trace = new XmlTrace();
    private final Deque<Unfinished> unfinished = new ArrayDeque<>();
    private @Nullable XmlElement root;
    private int at;

    private record Unfinished(
            String name, List<XmlAttribute> attributes, List<XmlElement> children, int start, int open) {}

    private XmlScanner(XmlSource source) {
        this.source = source;
        this.text = source.text();
        this.at = source.body();
    }

    /** The root element. */
    static XmlElement scan(XmlSource source) {
        return scan(source, JdkXml::trace);
    }

    /** The root element, when the other reader saw the same. */
    static XmlElement scan(XmlSource source, Function<XmlSource, XmlTrace> other) {
        XmlScanner scanner = new XmlScanner(source);
        XmlElement root = scanner.document();
        int difference = scanner.trace.firstDifference(other.apply(source));
        if (difference > 0) {
            throw source.refusalAtLine(difference, "markup that two readers read differently", "plain XML");
        }
        return root;
    }

    private XmlElement document() {
        while (at < text.length()) {
            if (BLANK.indexOf(text.charAt(at)) >= 0) {
                at++;
            } else if (text.startsWith("<!--", at)) {
                comment();
            } else if (text.startsWith("</", at)) {
                endTag();
            } else if (text.startsWith("<!", at) || text.startsWith("<?", at)) {
                throw refused("<" + text.charAt(at + 1) + " … >", "elements and comments only");
            } else if (text.charAt(at) == '<') {
                startTag();
            } else {
                throw refused("text between elements", "elements and comments only");
            }
        }
        if (root == null || !unfinished.isEmpty()) {
            throw refused("the end of the file", "a closed root element");
        }
        return root;
    }

    private void comment() {
        int end = text.indexOf("-->", at + 4);
        if (end < 0) {
            throw refused("a comment without end", "-->");
        }
        trace.commented(source.line(at), source.decoded(at + 4, end));
        at = end + 3;
    }

    private void startTag() {
        int start = at;
        if (root != null || unfinished.size() == DEEPEST) {
            throw refused("one more element", "one root element and at most " + DEEPEST + " levels");
        }
        String name = matched(TAG, "a tag").group(1);
        List<XmlAttribute> attributes = new ArrayList<>();
        Map<String, String> values = new LinkedHashMap<>();
        for (Matcher one = at(ATTRIBUTE); one.lookingAt(); one = at(ATTRIBUTE)) {
            XmlAttribute attribute = attribute(one);
            if (values.put(attribute.name(), attribute.value()) != null) {
                throw refused("attribute " + attribute.name() + " twice", "each once");
            }
            attributes.add(attribute);
            at = one.end();
        }
        trace.opened(source.line(start), name, values);
        boolean closed = matched(TAG_END, "the end of a tag").group(1).equals("/");
        unfinished.push(new Unfinished(name, attributes, new ArrayList<>(), start, at));
        if (closed) {
            finish(at);
        }
    }

    private void endTag() {
        int close = at;
        String name = matched(TAG, "a tag").group(1);
        if (!matched(TAG_END, "the end of a tag").group(1).isEmpty()
                || unfinished.isEmpty()
                || !unfinished.element().name().equals(name)) {
            throw refused("</" + name, "the end of the innermost element");
        }
        finish(close);
    }

    private void finish(int close) {
        Unfinished done = unfinished.pop();
        XmlElement element =
                new XmlElement(done.name(), done.attributes(), done.children(), done.start(), done.open(), close, at);
        trace.closed(source.line(close), done.name());
        if (unfinished.isEmpty()) {
            root = element;
        } else {
            unfinished.element().children().add(element);
        }
    }

    private XmlAttribute attribute(MatchResult found) {
        int group = found.start(2) >= 0 ? 2 : 3;
        String raw = source.decoded(found.start(group), found.end(group))
                .replace("\r\n", " ")
                .replaceAll("[\t\r\n]", " ");
        String value = REFERENCE.matcher(raw).replaceAll(one -> Matcher.quoteReplacement(referenced(one)));
        if (REFERENCE.matcher(raw).replaceAll("").indexOf('&') >= 0) {
            throw refused("an unknown reference in " + found.group(1), "one that XML itself defines");
        }
        return new XmlAttribute(found.group(1), value, raw.indexOf('&') < 0, found.start(1), found.end());
    }

    private String referenced(MatchResult reference) {
        String name = reference.group(1);
        if (name != null) {
            return PREDEFINED.getOrDefault(name, "");
        }
        String decimal = reference.group(2);
        int point = decimal != null ? Integer.parseInt(decimal) : Integer.parseInt(reference.group(3), 16);
        if (!Character.isValidCodePoint(point)) {
            throw refused(reference.group(), "a character");
        }
        return Character.toString(point);
    }

    private MatchResult matched(Pattern pattern, String expected) {
        Matcher matcher = at(pattern);
        if (!matcher.lookingAt()) {
            throw refused("other characters", expected);
        }
        at = matcher.end();
        return matcher;
    }

    private Matcher at(Pattern pattern) {
        return pattern.matcher(text).region(at, text.length());
    }

    private ConfigRefusal refused(String observed, String expected) {
        return source.refusal(at, observed, expected);
    }
}

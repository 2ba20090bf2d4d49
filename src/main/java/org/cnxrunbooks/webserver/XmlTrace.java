package org.cnxrunbooks.webserver;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a reader of XML met, in its order: tags with all attributes, and comments. Two readers agree when these do. */
final class XmlTrace {

    private final List<String> events = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();

    void opened(int line, String name, Map<String, String> attributes) {
        add(line, "<" + name + " " + new TreeMap<>(attributes));
    }

    void closed(int line, String name) {
        add(line, "</" + name);
    }

    /** Line ends count as XML says: each is one line feed. */
    void commented(int line, String comment) {
        add(line, "<!--" + comment.replace("\r\n", "\n").replace('\r', '\n'));
    }

    private void add(int line, String event) {
        lines.add(line);
        events.add(event);
    }

    /** Line of the first thing that the other reader saw differently; 0 when both agree. */
    int firstDifference(XmlTrace other) {
        Iterator<String> others = other.events.iterator();
        for (int i = 0; i < events.size(); i++) {
            if (!others.hasNext() || !others.next().equals(events.get(i))) {
                return lines.get(i);
            }
        }
        return others.hasNext() ? other.lines.get(events.size()) : 0;
    }
}

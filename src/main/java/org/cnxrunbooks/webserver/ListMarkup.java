package org.cnxrunbooks.webserver;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the primary and backup lists of one cluster, with the indentation, line ends and quotes that the file has
 * there. A server that moves takes its bytes along; one that stays is not touched.
 */
final class ListMarkup {

    private static final String PRIMARIES = "PrimaryServers";
    private static final String BACKUPS = "BackupServers";

    private final String text;
    private final PluginCluster cluster;
    private final ClusterMarkup markup;
    private final Splices splices;
    private final Map<String, String> entries = new HashMap<>();

    ListMarkup(PluginConfig config, PluginCluster cluster, Splices splices) {
        this.text = config.source().text();
        this.cluster = cluster;
        this.markup = config.markup(cluster);
        this.splices = splices;
        for (XmlElement server : markup.servers()) {
            XmlAttribute name = server.attribute("Name").orElseThrow();
            entries.put(name.value(), "<Server " + text.substring(name.start(), name.end()) + "/>");
        }
        markup.primaries().ifPresent(this::readEntries);
        markup.backups().ifPresent(this::readEntries);
    }

    private void readEntries(XmlElement list) {
        list.children().forEach(entry -> entries.put(nameOf(entry), text.substring(entry.start(), entry.end())));
    }

    void write(List<String> primaries, List<String> backups) {
        Optional<XmlElement> first = markup.primaries();
        Optional<XmlElement> second = markup.backups();
        if (first.isPresent() && second.isPresent()) {
            if (RoutingEdit.holds(cluster.primaries(), backups) && RoutingEdit.holds(cluster.backups(), primaries)) {
                exchange(first.get(), second.get());
            } else {
                keep(first.get(), primaries);
                keep(second.get(), backups);
            }
        } else if (first.isPresent()) {
            keep(first.get(), primaries);
            splices.insert(first.get().end(), like(first.get(), BACKUPS, backups));
        } else if (second.isPresent()) {
            keep(second.get(), backups);
            splices.insert(gap(second.get().start()), like(second.get(), PRIMARIES, primaries));
        } else {
            XmlElement last = markup.servers().get(markup.servers().size() - 1);
            String outer = lead(last.start());
            splices.insert(last.end(), list(PRIMARIES, primaries, outer, deeper(outer), outer));
            splices.insert(last.end(), list(BACKUPS, backups, outer, deeper(outer), outer));
        }
    }

    private void exchange(XmlElement one, XmlElement other) {
        splices.replace(one.open(), one.close(), text.substring(other.open(), other.close()));
        splices.replace(other.open(), other.close(), text.substring(one.open(), one.close()));
    }

    /** Removes from a list what does not belong there and adds what is missing. */
    private void keep(XmlElement list, List<String> wanted) {
        List<String> listed = list.children().stream().map(ListMarkup::nameOf).toList();
        for (XmlElement entry : list.children()) {
            if (!wanted.contains(nameOf(entry))) {
                splices.replace(gap(entry.start()), entry.end(), "");
            }
        }
        List<String> missing =
                wanted.stream().filter(name -> !listed.contains(name)).toList();
        if (missing.isEmpty()) {
            return;
        }
        String outer = lead(list.start());
        if (list.closesItself()) {
            splices.replace(
                    list.end() - "/>".length(),
                    list.end(),
                    ">" + lines(missing, deeper(outer)) + outer + "</" + list.name() + ">");
        } else if (list.children().isEmpty()) {
            int place = gap(list.close());
            String closing = place == list.close() ? outer : "";
            splices.insert(place, lines(missing, deeper(outer)) + closing);
        } else {
            XmlElement last = list.children().get(list.children().size() - 1);
            splices.insert(
                    last.end(), lines(missing, lead(list.children().get(0).start())));
        }
    }

    /** A new list that looks like one that is there. */
    private String like(XmlElement model, String name, List<String> servers) {
        String outer = lead(model.start());
        return model.children().isEmpty()
                ? list(name, servers, outer, deeper(outer), outer)
                : list(name, servers, outer, lead(model.children().get(0).start()), lead(model.close()));
    }

    private String list(String name, List<String> servers, String outer, String inner, String closing) {
        return outer + "<" + name + ">" + lines(servers, inner) + closing + "</" + name + ">";
    }

    private String lines(List<String> servers, String lead) {
        StringBuilder lines = new StringBuilder();
        servers.forEach(server -> lines.append(lead).append(entries.get(server)));
        return lines.toString();
    }

    /** The lead of an element one level below: as much deeper as the servers stand below their cluster. */
    private String deeper(String lead) {
        if (lead.isEmpty() || !endsLine(lead.charAt(0))) {
            return lead;
        }
        String above = lead(markup.cluster().start());
        String below = lead(markup.servers().get(0).start());
        boolean nested = !above.isEmpty() && below.startsWith(above) && below.length() > above.length();
        return lead + (nested && endsLine(above.charAt(0)) ? below.substring(above.length()) : "\t");
    }

    /** White space before a place, from its last line break on. */
    private String lead(int place) {
        int from = place;
        for (int i = gap(place); i < place; i++) {
            if (endsLine(text.charAt(i)) && !text.startsWith("\r\n", i - 1)) {
                from = i;
            }
        }
        return from == place ? text.substring(gap(place), place) : text.substring(from, place);
    }

    /** Where the white space before a place begins. */
    private int gap(int place) {
        int from = place;
        while (from > 0 && " \t\r\n".indexOf(text.charAt(from - 1)) >= 0) {
            from--;
        }
        return from;
    }

    private static boolean endsLine(char unit) {
        return unit == '\n' || unit == '\r';
    }

    private static String nameOf(XmlElement entry) {
        return entry.attribute("Name").orElseThrow().value();
    }
}

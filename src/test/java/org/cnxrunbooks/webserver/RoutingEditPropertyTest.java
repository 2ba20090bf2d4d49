package org.cnxrunbooks.webserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.cnxrunbooks.webserver.RoutingEdit.Proof;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Judges by the JDK's document tree and by plain patterns, not by the classes under test. */
class RoutingEditPropertyTest {

    private static final Pattern COMMENT_OR_LIST = Pattern.compile(
            "(?s)(<!--.*?-->)|[ \t\r\n]*<(Primary|Backup)Servers[ \t\r\n]*(?:/>|>(?:<!--.*?-->|[^<]|<(?!!--|/(?:Primary|Backup)Servers))*+</\\2Servers[ \t\r\n]*>)");

    @Provide
    Arbitrary<GeneratedPluginFile> files() {
        return Arbitraries.randomValue(random -> GeneratedPluginFile.of(new Random(random.nextLong())));
    }

    @Property(tries = 400)
    void exactly_the_serving_half_is_primary_and_nothing_else_changes(
            @ForAll("files") GeneratedPluginFile file, @ForAll boolean first) throws Exception {
        Halves halves = halves(file.bytes(), first);

        byte[] after = switched(file.bytes(), halves);

        Element before = tree(file.bytes());
        Element now = tree(after);
        for (Element cluster : elements(now, "ServerCluster")) {
            if (cluster.getAttribute("Name").startsWith("C")) {
                Set<String> primaries = listed(cluster, "PrimaryServers");
                Set<String> backups = listed(cluster, "BackupServers");
                assertThat(primaries).isNotEmpty().isSubsetOf(halves.serving());
                assertThat(backups).isNotEmpty().isSubsetOf(halves.resting());
                assertThat(union(primaries, backups)).isEqualTo(names(cluster));
            }
        }
        assertThat(comments(now)).isEqualTo(comments(before));
        assertThat(withoutLists(now).isEqualNode(withoutLists(before))).isTrue();
        assertThat(withoutLists(after)).isEqualTo(withoutLists(file.bytes()));
        if (!latin1(file.bytes()).replace("\r\n", "").contains("\n")) {
            assertThat(latin1(after).replace("\r\n", "")).doesNotContain("\n");
        }
    }

    @Property(tries = 200)
    void switching_twice_is_switching_once(@ForAll("files") GeneratedPluginFile file, @ForAll boolean first)
            throws Exception {
        Halves halves = halves(file.bytes(), first);
        byte[] once = switched(file.bytes(), halves);

        assertThat(latin1(switched(once, halves))).isEqualTo(latin1(once));
    }

    @Property(tries = 300)
    void switching_there_and_back_gives_the_first_bytes(
            @ForAll("files") GeneratedPluginFile file, @ForAll boolean first) throws Exception {
        Halves halves = halves(file.bytes(), first);
        byte[] start = file.split() ? file.bytes() : switched(file.bytes(), halves.turned());
        Halves away = file.split() ? halves(file.bytes(), false) : halves;

        byte[] there = switched(start, away);

        assertThat(latin1(there)).isNotEqualTo(latin1(start));
        assertThat(latin1(switched(there, away.turned()))).isEqualTo(latin1(start));
    }

    @Property(tries = 600)
    void a_damaged_file_is_switched_rightly_or_refused(@ForAll("files") GeneratedPluginFile file, @ForAll Random random)
            throws Exception {
        Halves halves = halves(file.bytes(), true);
        byte[] damaged = damaged(file.bytes(), random);
        try {
            byte[] after = switched(damaged, halves);
            assertThat(withoutLists(tree(after)).isEqualNode(withoutLists(tree(damaged))))
                    .isTrue();
        } catch (ConfigRefusal expected) {
            assertThat(expected).hasMessageContaining("HINT: nothing was changed.");
        }
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        String text = latin1(bytes);
        int from = random.nextInt(text.length());
        int to = Math.min(text.length(), from + random.nextInt(30));
        String with =
                switch (random.nextInt(6)) {
                    case 0 -> "";
                    case 1 -> String.valueOf((char) random.nextInt(256));
                    case 2 -> "<!--";
                    case 3 -> "-->";
                    case 4 -> text.substring(from, to) + text.substring(from, to);
                    default ->
                        List.of("<", "/>", "\"", "&amp;", "</Server>", "<?", "<!")
                                .get(random.nextInt(7));
                };
        return (text.substring(0, from) + with + text.substring(random.nextBoolean() ? from : to))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] switched(byte[] bytes, Halves halves) {
        FileEdit edit =
                RoutingEdit.switchTo(PluginConfig.parse("/generated/plugin-cfg.xml", bytes), halves, Proof.BY_CLONE_ID);
        assertThat(edit.before()).isEqualTo(bytes);
        return edit.after();
    }

    private static Halves halves(byte[] bytes, boolean first) throws Exception {
        Set<String> ones = new HashSet<>(Set.of("n1 elsewhere"));
        Set<String> twos = new HashSet<>();
        for (Element cluster : elements(tree(bytes), "ServerCluster")) {
            for (String name : names(cluster)) {
                if (!name.equals("dmgr")) {
                    (name.startsWith("n1") ? ones : twos).add(name);
                }
            }
        }
        return first ? new Halves(ones, twos) : new Halves(twos, ones);
    }

    private static Element tree(byte[] bytes) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(bytes))
                .getDocumentElement();
    }

    private static List<Element> elements(Element parent, String name) {
        return nodes(parent).stream()
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .filter(child -> child.getTagName().equals(name))
                .toList();
    }

    private static List<Node> nodes(Node parent) {
        NodeList children = parent.getChildNodes();
        return IntStream.range(0, children.getLength()).mapToObj(children::item).toList();
    }

    private static Set<String> names(Element parent) {
        return elements(parent, "Server").stream()
                .map(server -> server.getAttribute("Name"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> listed(Element cluster, String kind) {
        List<Element> lists = elements(cluster, kind);
        assertThat(lists).hasSize(1);
        List<Element> servers = elements(lists.get(0), "Server");
        assertThat(names(lists.get(0))).hasSameSizeAs(servers);
        return names(lists.get(0));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> union = new TreeSet<>(one);
        union.addAll(other);
        return union;
    }

    /** All comments, sorted: one inside a list goes where the list goes. */
    private static List<String> comments(Node node) {
        List<String> found = new ArrayList<>();
        for (Node child : nodes(node)) {
            if (child.getNodeType() == Node.COMMENT_NODE) {
                found.add(child.getNodeValue());
            }
            found.addAll(comments(child));
        }
        return found.stream().sorted().toList();
    }

    private static Node withoutLists(Element root) {
        Node copy = root.cloneNode(true);
        prune(copy);
        return copy;
    }

    private static void prune(Node node) {
        for (Node child : nodes(node)) {
            if (child.getNodeType() == Node.TEXT_NODE || child.getNodeName().matches("(Primary|Backup)Servers")) {
                node.removeChild(child);
            } else {
                prune(child);
            }
        }
    }

    /** The file without its lists and the white space before them; comments stay. */
    private static String withoutLists(byte[] bytes) {
        return COMMENT_OR_LIST.matcher(latin1(bytes)).replaceAll(RoutingEditPropertyTest::keptComment);
    }

    private static String keptComment(MatchResult match) {
        return match.group(1) == null ? "" : Matcher.quoteReplacement(match.group(1));
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}

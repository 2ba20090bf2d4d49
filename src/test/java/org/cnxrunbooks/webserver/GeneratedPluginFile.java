package org.cnxrunbooks.webserver;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A plugin-cfg.xml with everything that people and tools do to such files. Servers are named {@code n1 …} and
 * {@code n2 …} after the half that they belong to.
 *
 * @param text as written
 * @param encoding declared, or the default
 * @param mark whether a byte order mark stands before it
 * @param split whether every cluster has exactly half 1 as primaries and half 2 as backups
 */
record GeneratedPluginFile(String text, Charset encoding, boolean mark, boolean split) {

    private static final List<String> COMMENTS = List.of(
            "<!-- -->",
            "<!-- <Server Name=\"n1 gone\"/> -->",
            "<!-- <PrimaryServers> -->",
            "<!-- </PrimaryServers></ServerCluster> -->",
            "<!--<ServerCluster Name=\"C0\">\n\t<Server Name='n1 x'/><BackupServers><Server Name='n1 x'/></BackupServers>\n</ServerCluster>-->",
            "<!-- \"quoted' & <ragged -->",
            "<!-- Büro -->");

    byte[] bytes() {
        return ((mark ? "\ufeff" : "") + text).getBytes(encoding);
    }

    PluginConfig config() {
        return PluginConfig.parse("/generated/plugin-cfg.xml", bytes());
    }

    static GeneratedPluginFile of(Random random) {
        return new Writer(random).file();
    }

    private static final class Writer {

        private final Random random;
        private final StringBuilder out = new StringBuilder();
        private final boolean ascii;
        private final boolean everySplit;
        private final boolean minified;
        private int level;

        Writer(Random random) {
            this.random = random;
            this.ascii = one(4);
            this.everySplit = one(3);
            this.minified = one(8);
        }

        private boolean one(int in) {
            return random.nextInt(in) == 0;
        }

        private <T> T any(List<T> choices) {
            return choices.get(random.nextInt(choices.size()));
        }

        GeneratedPluginFile file() {
            Charset encoding = ascii
                    ? StandardCharsets.US_ASCII
                    : any(List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1));
            boolean undeclared = encoding.equals(StandardCharsets.UTF_8) && one(2);
            boolean mark = encoding.equals(StandardCharsets.UTF_8) && one(3);
            if (!undeclared) {
                out.append(any(List.of(
                        "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>",
                        "<?xml version='1.0'  encoding='" + encoding + "' standalone=\"yes\" ?>")));
                out.append(one(2) ? "<!--generated on 2026.02.11 at 04:12:55 PM CET-->" : "");
            }
            element("Config", List.of("RefreshInterval=60", "ASDisableNagle=false"), this::content);
            out.append(one(2) ? "\n" : "").append(one(4) ? comment() : "");
            String text = out.toString();
            if (ascii) {
                text = text.replace("ü", "ue");
            }
            int ends = random.nextInt(4);
            if (ends == 0) {
                text = text.replace("\n", "\r\n");
            } else if (ends == 1) {
                StringBuilder mixed = new StringBuilder();
                text.chars().forEach(unit -> mixed.append(unit == '\n' && one(2) ? "\r" : "")
                        .append((char) unit));
                text = mixed.toString();
            }
            return new GeneratedPluginFile(text, encoding, mark, everySplit);
        }

        private void content() {
            int clusters = 1 + random.nextInt(4);
            List<Runnable> parts = new ArrayList<>();
            for (int i = 0; i < clusters; i++) {
                String name = "C" + i + (ascii || one(2) ? "" : " für alle");
                parts.add(() -> cluster(name));
                parts.add(() -> element(
                        "UriGroup",
                        List.of("Name=" + name + "_URIs"),
                        () -> element("Uri", List.of("Name=/a&amp;b/*", "AffinityCookie=JSESSIONID"), null)));
                parts.add(() -> element(
                        "Route",
                        List.of("ServerCluster=" + name, "UriGroup=" + name + "_URIs", "VirtualHostGroup=default_host"),
                        null));
            }
            parts.add(() -> element(
                    "VirtualHostGroup",
                    List.of("Name=default_host"),
                    () -> element("VirtualHost", List.of("Name=*:443"), null)));
            parts.add(() -> element(
                    "ServerCluster",
                    List.of("Name=dmgr_Cluster"),
                    () -> element("Server", List.of("Name=dmgr", "MaxConnections=-1"), null)));
            parts.add(() -> element("Log", List.of("LogLevel=Error", "Name=D:\\logs\\x.log"), null));
            Collections.shuffle(parts, random);
            parts.forEach(Runnable::run);
        }

        private void cluster(String name) {
            List<String> servers = new ArrayList<>();
            for (int half = 1; half <= 2; half++) {
                for (int i = random.nextInt(3); i >= 0; i--) {
                    servers.add("n" + half + (one(3) && !ascii ? " Büro " : "_srv") + i);
                }
            }
            Collections.shuffle(servers, random);
            element("ServerCluster", List.of("Name=" + name, "LoadBalance=Round Robin", "RetryInterval=60"), () -> {
                servers.forEach(this::server);
                List<String> ones = servers.stream()
                        .filter(server -> server.startsWith("n1"))
                        .toList();
                List<String> twos = servers.stream()
                        .filter(server -> server.startsWith("n2"))
                        .toList();
                switch (everySplit ? 5 : random.nextInt(6)) {
                    case 0 -> {}
                    case 1 -> lists(servers, null);
                    case 2 -> lists(servers, List.of());
                    case 3 -> lists(null, servers);
                    case 4 -> {
                        int cut = random.nextInt(servers.size() + 1);
                        lists(servers.subList(0, cut), servers.subList(cut, servers.size()));
                    }
                    default -> lists(ones, twos);
                }
            });
        }

        private void lists(List<String> primaries, List<String> backups) {
            boolean backupsFirst = one(3);
            if (backups != null && backupsFirst) {
                list("BackupServers", backups);
            }
            if (primaries != null) {
                list("PrimaryServers", primaries);
            }
            if (backups != null && !backupsFirst) {
                list("BackupServers", backups);
            }
        }

        private void list(String name, List<String> servers) {
            List<String> shuffled = new ArrayList<>(servers);
            Collections.shuffle(shuffled, random);
            if (servers.isEmpty() && one(2)) {
                element(name, List.of(), null);
                return;
            }
            element(
                    name,
                    List.of(),
                    () -> shuffled.forEach(
                            server -> element("Server", List.of("Name=" + server), one(5) ? () -> {} : null)));
        }

        private void server(String name) {
            element(
                    "Server",
                    List.of("Name=" + name, "CloneID=c." + Math.abs(name.hashCode()), "ConnectTimeout=5"),
                    () -> {
                        element("Transport", List.of("Hostname=was1", "Port=9080", "Protocol=http"), null);
                        if (one(3)) {
                            element(
                                    "Transport",
                                    List.of("Hostname=was1", "Port=9443", "Protocol=https"),
                                    () -> element("Property", List.of("Name=keyring", "Value=/k.kdb"), null));
                        }
                    });
        }

        private void element(String name, List<String> attributes, Runnable inside) {
            space();
            out.append('<').append(name);
            List<String> shuffled = new ArrayList<>(attributes);
            Collections.shuffle(shuffled, random);
            for (String attribute : shuffled) {
                String[] parts = attribute.split("=", 2);
                char quote = one(3) ? '\'' : '"';
                out.append(any(List.of(" ", " ", " ", "  ", "\n\t\t", "\t")))
                        .append(parts[0])
                        .append(one(9) ? " = " : "=")
                        .append(quote)
                        .append(parts[1])
                        .append(quote);
            }
            out.append(one(6) ? " " : "");
            if (inside == null) {
                out.append("/>");
                return;
            }
            out.append('>');
            level++;
            inside.run();
            level--;
            space();
            out.append("</").append(name).append(one(9) ? " >" : ">");
        }

        private void space() {
            if (one(12)) {
                indent();
                out.append(comment());
            }
            indent();
        }

        private String comment() {
            return any(COMMENTS);
        }

        private void indent() {
            if (minified && !one(6)) {
                return;
            }
            switch (random.nextInt(12)) {
                case 0 -> {}
                case 1 -> out.append("\n\n ");
                case 2 -> out.append(" \t");
                case 3 -> out.append('\n').append("\t".repeat(level));
                default -> out.append('\n').append("   ".repeat(level));
            }
        }
    }

    @Override
    public String toString() {
        return encoding + (mark ? " with mark" : "") + "\n" + text;
    }
}

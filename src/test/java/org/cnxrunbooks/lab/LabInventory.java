package org.cnxrunbooks.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** The lab's description of itself: {@code lab.json} for people and scripts, {@code lab.properties} for stand-ins. */
record LabInventory(LabLayout layout, LabOptions options, LabParts parts) {

    /** Appears in one piece, when everything is up. */
    void writeJson(Map<String, LabSsh> hosts) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("parts", parts.asMap());
        json.put("standIns", List.of("websphere", "plug-in", "wsadmin", "updateSilent", "db2", "banner"));
        json.put(
                "hosts",
                hosts.entrySet().stream()
                        .map(host -> new Machine(
                                host.getKey(),
                                host.getValue().address(),
                                host.getValue().port(),
                                layout.root(host.getKey()).toString()))
                        .toList());
        json.put(
                "webServers",
                LabLayout.WEB_SERVERS.stream().map(this::webServer).toList());
        json.put(
                "clusters",
                layout.clusters().stream()
                        .map(name -> Map.of("name", name, "path", LabLayout.path(name)))
                        .toList());
        json.put("databases", databases());
        json.put(
                "mail",
                Map.of(
                        "host",
                        layout.address("dmgr"),
                        "port",
                        LabMail.PORT,
                        "directory",
                        layout.mail().toString()));
        json.put("banner", "http://" + layout.address("web") + ":" + LabBanner.PORT);
        json.put("backupKey", layout.backupKey().toString());
        json.put("fixDirectory", layout.fixes().toString());
        json.put("fixes", List.of("LO66666", "LO100077"));
        Map<String, String> faults = new LinkedHashMap<>();
        LabFaults.NAMES.forEach(
                name -> faults.put(name, layout.faults().resolve(name).toString()));
        json.put("faults", faults);
        json.put("ledger", layout.ledger().toString());
        json.put("settings", layout.lab().resolve(Lab.SETTINGS).toString());
        Path draft = layout.lab().resolve("lab.json.tmp");
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(draft.toFile(), json);
        Files.move(draft, layout.lab().resolve(Lab.INVENTORY), StandardCopyOption.ATOMIC_MOVE);
    }

    private Map<String, Object> webServer(LabLayout.Web web) {
        Map<String, Object> server = new LinkedHashMap<>();
        String address = layout.address(web.host());
        server.put("name", web.name());
        server.put("http", "http://" + address + ":" + LabLayout.HTTP_PORT);
        server.put("https", parts.https() ? "https://" + address + ":" + LabLayout.HTTPS_PORT : null);
        server.put("serverRoot", layout.httpServer(web).toString());
        return server;
    }

    private List<Map<String, Object>> databases() {
        Map<String, Object> db2 = Map.of(
                "kind",
                "db2",
                "host",
                "db",
                "instance",
                "db2inst1",
                "names",
                layout.db2Databases(options),
                "standIn",
                true);
        Map<String, Object> postgres = Map.of(
                "kind",
                "postgresql",
                "host",
                "db",
                "instance",
                "main",
                "port",
                LabLayout.POSTGRES_PORT,
                "names",
                List.of(LabLayout.POSTGRES_DATABASE),
                "standIn",
                false);
        return parts.database().equals("real") ? List.of(db2, postgres) : List.of(db2);
    }

    /** What {@link LabHome} reads; written before the first stand-in starts. */
    void writeProperties(String java, String classes) throws IOException {
        Properties all = new Properties();
        all.setProperty("cell", LabLayout.CELL);
        all.setProperty("java", java);
        all.setProperty("classes", classes);
        all.setProperty("wsadmin.user", Lab.WSADMIN_USER);
        all.setProperty("wsadmin.password.file", layout.wsadminPassword().toString());
        all.setProperty("applications", String.join(",", LabLayout.APPLICATIONS));
        all.setProperty("clusters", String.join(",", layout.clusters()));
        all.setProperty("nodes", String.join(",", LabLayout.NODES));
        all.setProperty("server.start.ms", Long.toString(options.serverStartMillis()));
        all.setProperty("dmgr.node", LabLayout.DMGR_NODE);
        all.setProperty("dmgr.profile", layout.profile(LabLayout.DMGR_NODE).toString());
        node(all, LabLayout.DMGR_NODE);
        server(all, LabLayout.DMGR_NODE, "dmgr", "dmgr", LabLayout.SOAP_PORT);
        for (String node : LabLayout.NODES) {
            node(all, node);
            server(all, node, "nodeagent", "nodeagent", LabLayout.AGENT_PORT);
            all.setProperty(
                    "node." + node + ".servers",
                    String.join(
                            ",",
                            layout.members().stream()
                                    .filter(member -> member.node().equals(node))
                                    .map(LabLayout.Member::name)
                                    .toList()));
        }
        for (LabLayout.Member member : layout.members()) {
            server(all, member.node(), member.name(), "server", member.port());
            all.setProperty("server." + member.node() + "." + member.name() + ".cluster", member.cluster());
            all.setProperty("server." + member.node() + "." + member.name() + ".clone", member.cloneId());
        }
        LabLayout.CONTEXTS.forEach((context, application) -> all.setProperty("context." + context, application));
        LabLayout.APPLICATIONS.forEach(application ->
                all.setProperty("application." + application + ".cluster", layout.clusterOf(application)));
        all.setProperty("connections", layout.connections().toString());
        all.setProperty("server.stop.ms", "100");
        all.setProperty("update.ms", Long.toString(options.serverStartMillis() * 4));
        all.setProperty("app.restart.ms", Long.toString(options.applicationRestartMillis()));
        LabTree.webSphereVariables(layout).forEach((name, value) -> all.setProperty("variable." + name, value));
        all.setProperty("filenet.alias", "filenetAdmin");
        all.setProperty("filenet.user", "filenetadmin");
        all.setProperty("filenet.realm", options.contentManager().name().toLowerCase(Locale.ROOT));
        all.setProperty("databases", String.join(",", layout.db2Databases(options)));
        if (parts.database().equals("real")) {
            all.setProperty("postgres.bin", LabPostgres.programs().orElseThrow().toString());
            all.setProperty("postgres.address", layout.address("db"));
            all.setProperty("postgres.port", Integer.toString(LabLayout.DB2_PORT));
            all.setProperty("postgres.user", LabPostgres.USER);
        }
        try (var out = Files.newBufferedWriter(layout.lab().resolve("lab.properties"))) {
            all.store(out, null);
        }
    }

    private void node(Properties all, String node) {
        String host = LabLayout.hostOf(node);
        all.setProperty("node." + node + ".host", host);
        all.setProperty("node." + node + ".address", layout.address(host));
        all.setProperty("node." + node + ".profile", layout.profile(node).toString());
    }

    private static void server(Properties all, String node, String server, String role, int port) {
        all.setProperty("server." + node + "." + server + ".role", role);
        all.setProperty("server." + node + "." + server + ".port", Integer.toString(port));
    }

    /** One host as {@code lab.json} names it. */
    record Machine(String name, String address, int port, String root) {}
}

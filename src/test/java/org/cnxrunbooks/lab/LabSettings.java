package org.cnxrunbooks.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** The lab as the product is told of it: {@code runbooks.cells.lab} in a generated YAML file. */
record LabSettings(LabLayout layout, LabOptions options, Map<String, LabSsh> hosts, boolean database) {

    /** Name of the cell in the product. */
    static final String CELL = "lab";

    /** @param recipient for whom backups are encrypted */
    void write(Path file, String recipient) throws IOException {
        DumperOptions style = new DumperOptions();
        style.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        style.setWidth(200);
        Files.writeString(
                file,
                "# written by the lab at every start\n"
                        + new Yaml(style)
                                .dump(map(
                                        "spring",
                                        map("mail", map("host", layout.address("dmgr"), "port", LabMail.PORT)),
                                        "runbooks",
                                        map(
                                                "encryption",
                                                map("recipients", List.of(recipient)),
                                                "announce",
                                                announce(),
                                                "cells",
                                                Map.of(CELL, cell())))));
    }

    private static Map<String, Object> announce() {
        return map(
                "from",
                "connections@lab.example",
                "operators",
                List.of("ops@lab.example", "ops2@lab.example"),
                "zone",
                "Europe/Berlin",
                "recipients",
                Map.of("all-users", List.of("anna@lab.example", "bert@lab.example", "chris@lab.example")));
    }

    private Map<String, Object> cell() {
        Map<String, Object> cell = new LinkedHashMap<>();
        cell.put(
                "release",
                map(
                        "product", "HCL Connections",
                        "release", "8.0",
                        "cumulative-refresh", "CR5",
                        "interim-fixes", List.of("LO100042")));
        cell.put("os", "linux");
        Map<String, Object> machines = new LinkedHashMap<>();
        hosts.forEach((name, ssh) -> machines.put(
                name,
                map(
                        "address", ssh.address(),
                        "port", ssh.port(),
                        "user", ssh.user(),
                        "private-key", ssh.privateKey().toString(),
                        "host-key", ssh.hostKey())));
        cell.put("hosts", machines);
        cell.put(
                "deployment-manager",
                map(
                        "host",
                        "dmgr",
                        "cell-name",
                        LabLayout.CELL,
                        "profile",
                        layout.profile(LabLayout.DMGR_NODE).toString(),
                        "soap-port",
                        LabLayout.SOAP_PORT,
                        "user",
                        Lab.WSADMIN_USER,
                        "password-file",
                        layout.wsadminPassword().toString()));
        cell.put("nodes", LabLayout.NODES.stream().map(this::node).toList());
        cell.put(
                "clusters",
                layout.clusters().stream()
                        .map(name -> map("name", name, "path", LabLayout.path(name)))
                        .toList());
        cell.put(
                "web-servers",
                LabLayout.WEB_SERVERS.stream()
                        .map(web -> map(
                                "name",
                                web.name(),
                                "host",
                                web.host(),
                                "server-root",
                                layout.httpServer(web).toString(),
                                "clients",
                                "direct"))
                        .toList());
        // on loopback a request comes from the address that is asked for, or from 127.0.0.1
        cell.put(
                "vantage-points",
                List.of(
                        map("source", "127.0.0.1"),
                        map("host", "node1", "source", layout.address("node1")),
                        map("host", "node2", "source", layout.address("node2")),
                        map("source", layout.neighbour())));
        cell.put("databases", databases());
        cell.put(
                "directories",
                map(
                        "connections-root", layout.connections().toString(),
                        "app-server-root", layout.appServer("dmgr").toString(),
                        "local-data", layout.localData().toString(),
                        "shared-data", layout.shared().toString(),
                        "shared-resources", layout.sharedResources().toString(),
                        "installation-manager-data",
                                layout.installationManagerData().toString(),
                        "installation-manager", layout.installationManager().toString()));
        cell.put(
                "banner",
                map(
                        "url",
                        "http://" + layout.address("web") + ":" + LabBanner.PORT,
                        "user",
                        LabBanner.USER,
                        "password-file",
                        layout.bannerPassword().toString()));
        if (options.contentManager() != LabOptions.Filenet.NONE) {
            cell.put("content-manager", map("storage-area", layout.storageArea().toString()));
        }
        return cell;
    }

    private Map<String, Object> node(String node) {
        return map(
                "name", node,
                "host", LabLayout.hostOf(node),
                "profile", layout.profile(node).toString(),
                "servers",
                        layout.members().stream()
                                .filter(member -> member.node().equals(node))
                                .map(member -> map(
                                        "name",
                                        member.name(),
                                        "cluster",
                                        member.cluster(),
                                        "clone-id",
                                        member.cloneId()))
                                .toList());
    }

    private List<Map<String, Object>> databases() {
        List<Map<String, Object>> instances = new ArrayList<>();
        instances.add(map(
                "kind", "db2",
                "host", "db",
                "instance", "db2inst1",
                "backup-directory", layout.databaseBackups().resolve("db2").toString(),
                "names", layout.db2Databases(options)));
        if (database) {
            instances.add(map(
                    "kind",
                    "postgresql",
                    "host",
                    "db",
                    "instance",
                    "main",
                    "port",
                    LabLayout.POSTGRES_PORT,
                    "backup-directory",
                    layout.databaseBackups().resolve("postgresql").toString(),
                    "names",
                    List.of(LabLayout.POSTGRES_DATABASE)));
        }
        return instances;
    }

    private static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}

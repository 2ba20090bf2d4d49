package org.cnxrunbooks.ifix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cnxrunbooks.evidence.Sha256;
import org.cnxrunbooks.lab.Lab;
import org.cnxrunbooks.lab.LabClient;
import org.cnxrunbooks.lab.LabLoad;

/** Interim fixes on the lab's cell as a script drives them, users at its web servers, and what the cell is like. */
record IfixRuns(Lab lab, LabClient client) {

    static final String FIX = "LO66666";
    static final List<String> PATHS = List.of("/files/", "/profiles/", "/homepage/", "/push/");

    String start(Map<String, Object> overrides) {
        return client.start("ops", "ifix", request(overrides));
    }

    Map<String, Object> request(Map<String, Object> overrides) {
        Map<String, Object> request = new HashMap<>(Map.of(
                "cellName",
                "lab",
                "changeReference",
                "CHG-4711",
                "fixIds",
                FIX,
                "fixDirectory",
                fixes().toString(),
                "errorBudget",
                0,
                "drainLimit",
                "PT2M"));
        request.putAll(overrides);
        return request;
    }

    Path fixes() {
        return lab.root("dmgr").resolve("opt/IBM/Connections/updateInstaller/fixes");
    }

    void approve(String run) {
        client.complete(
                "approver",
                run,
                "userTask_approveInterimFix",
                Map.of(
                        "fixApproved", true,
                        "unsupportedMethodAccepted", true,
                        "customizationBackupAccepted", true));
    }

    void decide(String run, String decision) {
        client.complete(
                "ops",
                run,
                "userTask_decideOnFailures",
                Map.of("failureDecision", decision, "decisionReason", "decided in a test"));
    }

    /** Users with sessions, new visitors and uploads at both web servers, for every cluster. */
    LabLoad load(int sticky, int fresh) {
        return LabLoad.start(
                LabLoad.everywhere(lab, PATHS, sticky, fresh, Duration.ofSeconds(6)), Duration.ofMillis(60));
    }

    /** What has to be as before when a run is rolled back: routing, states, versions, every byte of the configurations. */
    Map<String, String> fingerprint() throws IOException {
        Map<String, String> facts = new TreeMap<>();
        for (List<String> server : lab.servers()) {
            facts.put(String.join("/", server), lab.serverState(server.get(0), server.get(1)));
        }
        for (String host : List.of("web", "web2")) {
            Path ihs = lab.root(host).resolve("opt/IBM/HTTPServer/conf");
            Path plugins = lab.root(host).resolve("opt/IBM/WebSphere/Plugins/config");
            for (Path root : List.of(ihs, plugins)) {
                try (Stream<Path> files = Files.walk(root)) {
                    for (Path file : files.filter(Files::isRegularFile)
                            .filter(file -> !file.getFileName().toString().startsWith("plugin-cfg-primary-"))
                            .toList()) {
                        facts.put(file.toString(), Sha256.of(Files.readAllBytes(file)));
                    }
                }
            }
        }
        for (String node : List.of("LabDmgrNode", "LabNode1", "LabNode2")) {
            Path archive = lab.profile(node).resolve("config/cells/LabCell/applications/Files.ear/Files.ear");
            facts.put(archive.toString(), Sha256.of(Files.readAllBytes(archive)));
        }
        for (String node : List.of("LabNode1", "LabNode2")) {
            facts.put("version on " + node, version(node));
        }
        return facts;
    }

    /** Of Files as expanded on a node. */
    String version(String node) throws IOException {
        return Files.readString(lab.profile(node).resolve("installedApps/LabCell/Files.ear/META-INF/version.txt"))
                .strip();
    }

    /** How often an effect was noted by the stand-ins. */
    long effects(String id) throws IOException {
        try (Stream<String> lines = Files.lines(lab.ledger())) {
            return lines.filter(line -> line.contains("\"id\":\"" + id + "\"")).count();
        }
    }
}

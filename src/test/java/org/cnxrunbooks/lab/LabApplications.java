package org.cnxrunbooks.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The applications of the cell: archives at the deployment manager, copies and expanded files on the nodes. */
record LabApplications(LabLayout layout) {

    private static final String VERSION = "META-INF/version.txt";
    private static final String FIRST = "1\n";

    /** What servers read when they start. */
    void write() throws IOException {
        for (String application : LabLayout.APPLICATIONS) {
            LabTree.text(
                    master(application).resolveSibling("deployments/" + application + "/deployment.xml"),
                    "<appdeployment:Deployment/>\n");
            pack(master(application), application);
            for (String node : LabLayout.NODES) {
                distribute(node, application);
            }
        }
    }

    /** Takes back what fixes have done, and waits until users see it. */
    void restore(LabServers servers) throws IOException {
        Path fresh = layout.run().resolve("fresh.ear");
        Set<LabLayout.Member> disturbed = new LinkedHashSet<>();
        for (String application : LabLayout.APPLICATIONS) {
            pack(fresh, application);
            if (Files.mismatch(fresh, master(application)) != -1) {
                pack(master(application), application);
            }
            for (String node : LabLayout.NODES) {
                if (Files.mismatch(fresh, copy(node, application)) != -1
                        || !Files.readString(expanded(node, application).resolve(VERSION))
                                .equals(FIRST)) {
                    distribute(node, application);
                    layout.members().stream()
                            .filter(member -> member.node().equals(node)
                                    && member.cluster().equals(layout.clusterOf(application)))
                            .forEach(disturbed::add);
                }
            }
        }
        forget();
        for (LabLayout.Member member : disturbed) {
            LabWasControl control = servers.control(member.node(), member.name());
            if (!control.state().equals("STOPPED")) {
                control.requestStop();
            }
            LabWait.until(
                    member.name() + " down",
                    Duration.ofMinutes(2),
                    () -> control.state().equals("STOPPED"),
                    control::state);
            LabCommand.run(List.of("rm", "-rf", "--", temp(member).toString()));
        }
    }

    static void pack(Path file, String application) throws IOException {
        Files.createDirectories(file.getParent());
        LabEar.pack(
                file,
                new TreeMap<>(Map.of(
                        "META-INF/application.xml",
                        bytes("<application><display-name>" + application + "</display-name></application>\n"),
                        VERSION,
                        bytes(FIRST))));
    }

    /** The records of fixes, but for the one that was there from the beginning. */
    private void forget() throws IOException {
        LabCommand.run(List.of(
                "rm",
                "-rf",
                "--",
                layout.connections().resolve("version/backup").toString()));
        try (Stream<Path> records = Files.list(layout.connections().resolve("version"))) {
            for (Path record : records.filter(file -> file.toString().endsWith(".efixApplied"))
                    .filter(file -> !file.endsWith(LabContentTree.APPLIED + ".efixApplied"))
                    .toList()) {
                Files.delete(record);
            }
        }
    }

    private void distribute(String node, String application) throws IOException {
        Path copy = copy(node, application);
        Files.createDirectories(copy.getParent());
        Files.write(copy, Files.readAllBytes(master(application)));
        LabEar.expand(
                copy, layout.profile(node).resolve("installedApps/" + LabLayout.CELL + "/" + application + ".ear"));
    }

    private Path temp(LabLayout.Member member) {
        return layout.profile(member.node())
                .resolve("temp")
                .resolve(member.node())
                .resolve(member.name());
    }

    private Path master(String application) {
        return layout.cellConfig().resolve("applications/" + application + ".ear/" + application + ".ear");
    }

    private Path copy(String node, String application) {
        return layout.profile(node)
                .resolve("config/cells/" + LabLayout.CELL + "/applications/" + application + ".ear/" + application
                        + ".ear");
    }

    private Path expanded(String node, String application) {
        return layout.profile(node).resolve("installedApps/" + LabLayout.CELL + "/" + application + ".ear");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

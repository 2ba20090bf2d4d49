package org.cnxrunbooks.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Writes the scripts that the product calls on the hosts, and each host's own first directory of PATH. */
record LabScripts(LabLayout layout, LabOptions options, String java, String classes) {

    private static final String MACHINE_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

    void write() throws IOException {
        for (String name : List.of("startManager", "stopManager", "serverStatus")) {
            was(layout.profile(LabLayout.DMGR_NODE), name);
        }
        for (String node : LabLayout.NODES) {
            for (String name : List.of("startServer", "stopServer", "startNode", "stopNode", "serverStatus")) {
                was(layout.profile(node), name);
            }
        }
        wsadmin();
        updateSilent();
        for (String node : LabLayout.NODES) {
            tool(layout.profile(node).resolve("bin/syncNode.sh"), "LabSyncTool", node);
        }
        for (String name : List.of("db2", "db2ckbkp", "db2level")) {
            executable(layout.db2Bin().resolve(name), resource(name + ".sh"));
        }
        executable(layout.db2Bin().resolve("db2-files"), resource("db2-files.sh"));
        for (String host : LabLayout.HOSTS) {
            for (String name : List.of("tar", "curl")) {
                executable(
                        bin(host).resolve(name),
                        resource(name + ".sh")
                                .replace("@LAB@", quoted(layout.lab().toString())));
            }
            Set<String> missing = options.missingTools().getOrDefault(host, Set.of());
            if (!missing.isEmpty()) {
                linkAllBut(missing, bin(host));
            }
        }
    }

    /** PATH of a host's commands. */
    String path(String host) {
        boolean complete = options.missingTools().getOrDefault(host, Set.of()).isEmpty();
        String first = host.equals("db") ? layout.db2Bin() + ":" : "";
        return first + bin(host) + (complete ? ":" + MACHINE_PATH : "");
    }

    private Path bin(String host) {
        return layout.root(host).resolve("lab-bin");
    }

    private void was(Path profile, String name) throws IOException {
        executable(
                profile.resolve("bin").resolve(name + ".sh"),
                """
                #!/bin/sh
                # stand-in of WebSphere's script of this name
                exec %s -Xmx32m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -cp %s org.cnxrunbooks.lab.LabWasTool %s %s %s "$@"
                """
                        .formatted(
                                quoted(java),
                                quoted(classes),
                                quoted(layout.lab().toString()),
                                quoted(profile.toString()),
                                name));
    }

    private void updateSilent() throws IOException {
        Path script = layout.connections().resolve("updateInstaller/updateSilent.sh");
        tool(script, "LabUpdater", "");
        for (String host : new String[] {"dmgr", "node1", "node2"}) {
            LabTree.text(layout.appServer(host).resolve("bin/setupCmdLine.sh"), setUp(host));
        }
        LabTree.text(layout.profile(LabLayout.DMGR_NODE).resolve("bin/setupCmdLine.sh"), setUp("dmgr"));
    }

    private String setUp(String host) {
        return "# stand-in\nWAS_HOME=" + quoted(layout.appServer(host).toString()) + "\nexport WAS_HOME\n";
    }

    private void tool(Path script, String type, String argument) throws IOException {
        executable(
                script,
                """
                #!/bin/sh
                # stand-in of the tool of this name
                exec %s -Xmx32m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -cp %s org.cnxrunbooks.lab.%s %s %s "$@"
                """
                        .formatted(
                                quoted(java),
                                quoted(classes),
                                type,
                                quoted(layout.lab().toString()),
                                argument.isEmpty() ? "" : quoted(argument)));
    }

    private void wsadmin() throws IOException {
        Path profile = layout.profile(LabLayout.DMGR_NODE);
        Path jars = Path.of("target/lab-lib").toAbsolutePath();
        executable(
                profile.resolve("bin/wsadmin.sh"),
                resource("wsadmin.sh")
                        .replace("@LAB@", quoted(layout.lab().toString()))
                        .replace("@PROFILE@", quoted(profile.toString()))
                        .replace("@JAVA@", quoted(java))
                        .replace("@CLASSES@", quoted(classes))
                        .replace(
                                "@JYTHON21@",
                                quoted(jars.resolve("jython-2.1.jar").toString()))
                        .replace(
                                "@JYTHON27@",
                                quoted(jars.resolve("jython-standalone-2.7.4.jar")
                                        .toString())));
    }

    private static void linkAllBut(Set<String> missing, Path bin) throws IOException {
        for (String directory : List.of("/usr/bin", "/usr/local/bin")) {
            try (Stream<Path> tools = Files.list(Path.of(directory))) {
                for (Path tool : tools.toList()) {
                    Path link = bin.resolve(tool.getFileName());
                    if (!Files.exists(link)) {
                        Files.createSymbolicLink(link, tool);
                    }
                }
            }
        }
        for (String tool : missing) {
            Files.deleteIfExists(bin.resolve(tool));
        }
    }

    static void executable(Path file, String text) throws IOException {
        LabTree.text(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    static String resource(String name) throws IOException {
        try (InputStream in = LabScripts.class.getResourceAsStream("/lab/" + name)) {
            if (in == null) {
                throw new IOException("no resource lab/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

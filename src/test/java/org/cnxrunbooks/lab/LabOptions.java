package org.cnxrunbooks.lab;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What kind of lab to start.
 *
 * @param directory where it lives; emptied at start
 * @param network the k of its addresses 127.0.k.11 to 127.0.k.16; two labs side by side differ in it
 * @param contentManager Connections Content Manager and where its administrator lives
 * @param missingTools by host: commands that its PATH does not have, e.g. {@code tar}
 * @param serverStartMillis how long a server takes to come up
 * @param fallbacks parts that are not to be the real thing even where it is installed
 * @param clusters of the cell, in the order in which they start
 */
public record LabOptions(
        Path directory,
        int network,
        Filenet contentManager,
        Map<String, Set<String>> missingTools,
        long serverStartMillis,
        Set<Part> fallbacks,
        List<String> clusters) {

    /** Enough for most tests: every cluster costs two processes. */
    private static final List<String> SMALL = List.of("InfraCluster", "AppsCluster");

    /** A medium deployment. */
    private static final List<String> MEDIUM = List.of("InfraCluster", "UtilCluster", "AppsCluster", "PushCluster");

    /** What can be real or a fallback. */
    public enum Part {
        SSH,
        WEB_SERVER,
        DATABASE
    }

    /** The realm of filenetAdmin, or no Content Manager at all. */
    public enum Filenet {
        LOCAL,
        LDAP,
        NONE
    }

    /** The lab of the demonstration, {@code target/lab} on 127.0.0.11 to 16. */
    public static LabOptions demo() {
        return new LabOptions(Path.of("target/lab"), 0, Filenet.LOCAL, Map.of(), 400, Set.of(), MEDIUM);
    }

    /** A lab for tests on addresses that no other lab of this machine has, so that the demonstration may run beside. */
    public static LabOptions test() {
        return test(LabNetwork.reserve());
    }

    /** A lab for tests on addresses of the caller's choice. */
    public static LabOptions test(int network) {
        return new LabOptions(Path.of("target/lab-" + network), network, Filenet.LOCAL, Map.of(), 50, Set.of(), SMALL);
    }

    public LabOptions in(Path other) {
        return new LabOptions(other, network, contentManager, missingTools, serverStartMillis, fallbacks, clusters);
    }

    public LabOptions with(Filenet other) {
        return new LabOptions(directory, network, other, missingTools, serverStartMillis, fallbacks, clusters);
    }

    /** As on a machine that has nothing but a JDK. */
    public LabOptions withFallbacks() {
        return new LabOptions(
                directory, network, contentManager, missingTools, serverStartMillis, Set.of(Part.values()), clusters);
    }

    /** Without PostgreSQL, which most tests can do without: Db2's databases are plain files then. */
    public LabOptions withoutDatabase() {
        return new LabOptions(
                directory, network, contentManager, missingTools, serverStartMillis, Set.of(Part.DATABASE), clusters);
    }

    /** With the four clusters of a medium deployment. */
    public LabOptions medium() {
        return new LabOptions(directory, network, contentManager, missingTools, serverStartMillis, fallbacks, MEDIUM);
    }

    /** How long an application takes to restart: short in tests, 10 to 120 s in the field. */
    long applicationRestartMillis() {
        return serverStartMillis * 6;
    }

    public LabOptions withoutTools(String host, Set<String> tools) {
        Map<String, Set<String>> all = new HashMap<>(missingTools);
        all.put(host, tools);
        return new LabOptions(
                directory, network, contentManager, Map.copyOf(all), serverStartMillis, fallbacks, clusters);
    }
}

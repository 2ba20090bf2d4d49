package org.cnxrunbooks.ifix;

import java.util.List;
import java.util.Map;
import org.cnxrunbooks.webserver.Endpoint;

/**
 * What will be changed where, in which order and with which commands: the thing that is approved. File content stands in
 * the evidence under its digest.
 *
 * @param fixIds APAR ids in upper case
 * @param errorBudget failed requests that are borne without asking anybody
 * @param drainLimit ISO 8601
 * @param fixes what the installer says about them, with the digest of their files
 * @param applications names of the applications that the fixes touch
 * @param clusters clusters that run them, in the order in which they start
 * @param halves node names by half
 * @param running {@code node/server} of every process that ran, node agents as {@code node/nodeagent}
 * @param archives application archives at the deployment manager
 * @param programs digests of the files by which the deployment manager's programs are known, by path; empty where one is not
 * @param installed ids of the fixes that were listed as installed, sorted
 * @param machines how each host is reached, {@code user@address:port, key}, by name
 * @param servers web servers
 * @param customizationBackup run id of the newest set that holds the customization; empty when there is none
 * @param commands what will be run, secrets left out
 * @param notes what a person should know
 */
record IfixPlan(
        String runId,
        String cell,
        String starter,
        String changeReference,
        List<String> fixIds,
        String fixDirectory,
        long errorBudget,
        String drainLimit,
        List<PlannedFix> fixes,
        List<String> applications,
        List<String> clusters,
        Map<String, List<String>> halves,
        List<String> running,
        List<Archive> archives,
        Map<String, String> programs,
        List<String> installed,
        Map<String, String> machines,
        List<Server> servers,
        String customizationBackup,
        List<PlannedCommand> commands,
        List<String> notes) {

    IfixPlan {
        fixIds = List.copyOf(fixIds);
        fixes = List.copyOf(fixes);
        applications = List.copyOf(applications);
        clusters = List.copyOf(clusters);
        halves = Map.copyOf(halves);
        running = List.copyOf(running);
        archives = List.copyOf(archives);
        programs = Map.copyOf(programs);
        installed = List.copyOf(installed);
        machines = Map.copyOf(machines);
        servers = List.copyOf(servers);
        commands = List.copyOf(commands);
        notes = List.copyOf(notes);
    }

    /** @param file absolute path of its archive on the deployment manager's host */
    record PlannedFix(String id, String component, String file, String sha256) {}

    record Archive(String application, String path, String sha256) {}

    record PlannedCommand(String host, String step, String command) {}

    /**
     * A web server.
     *
     * @param watched the door at which it is looked at
     * @param configs its plugin-cfg.xml files as they are
     * @param routes clusters that users reach through it
     * @param switches what changes when a half rests
     */
    record Server(
            String name,
            String host,
            String version,
            String check,
            Endpoint watched,
            List<Config> configs,
            List<Route> routes,
            List<Switch> switches) {

        Server {
            configs = List.copyOf(configs);
            routes = List.copyOf(routes);
            switches = List.copyOf(switches);
        }

        Switch resting(Half half) {
            return switches.stream()
                    .filter(one -> one.restingHalf().equals(half.text()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A plugin-cfg.xml, its bytes under the digest, and how often the plug-in looks at it, in seconds. */
    record Config(String path, String sha256, int refreshInterval) {}

    /** @param path asked for to see who serves the cluster */
    record Route(String config, String cluster, String path, String cookie, List<Target> targets) {

        Route {
            targets = List.copyOf(targets);
        }
    }

    /** A member as the plug-in knows it. */
    record Target(
            String server, String half, String node, String cloneId, String hostname, String port, String protocol) {}

    /** @param copies switched copies of plugin-cfg.xml; @param edits of httpd.conf and its parts */
    record Switch(String restingHalf, List<Copy> copies, List<Edit> edits) {

        Switch {
            copies = List.copyOf(copies);
            edits = List.copyOf(edits);
        }
    }

    /** A copy beside the original: the digest of what stands there now, empty where nothing does, and of what will. */
    record Copy(String path, String before, String after, String diff) {}

    /** A file of the configuration with the digests of its bytes as they are and as they will be. */
    record Edit(String path, String before, String after, String diff) {}

    List<String> nodes(Half half) {
        return halves.getOrDefault(half.text(), List.of());
    }
}

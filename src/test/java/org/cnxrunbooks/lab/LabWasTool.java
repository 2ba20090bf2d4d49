package org.cnxrunbooks.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code startServer.sh}, {@code stopServer.sh}, {@code startNode.sh}, {@code stopNode.sh}, {@code startManager.sh},
 * {@code stopManager.sh} and {@code serverStatus.sh} of the stand-in do. Arguments: directory of the lab, profile, name
 * of the script, then the caller's.
 *
 * <p>Messages and exit codes after IBM's pages "startServer command", "stopServer command" and "Scripting exit codes"
 * (-1 start failed, -2 start timed out, -10 stop failed, -11 stop timed out, seen modulo 256); unverified on a real cell.
 */
public final class LabWasTool {

    private static final int START_FAILED = 255;
    private static final int START_TIMED_OUT = 254;
    private static final int STOP_FAILED = 246;
    private static final int STOP_TIMED_OUT = 245;

    private final LabHome home;
    private final Path profile;
    private final LabWasArguments arguments;
    private final String node;

    private LabWasTool(LabHome home, Path profile, LabWasArguments arguments) {
        this.home = home;
        this.profile = profile;
        this.arguments = arguments;
        this.node = nodes(home).stream()
                .filter(name -> Path.of(home.get("node." + name + ".profile")).equals(profile))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no node of the lab has the profile " + profile));
    }

    public static void main(String[] args) throws Exception {
        LabHome home = new LabHome(Path.of(args[0]));
        LabWasArguments arguments = LabWasArguments.parse(args[2], List.of(args).subList(3, args.length));
        if (arguments.unknown() != null) {
            say("ADMU9991E: Unknown option: " + arguments.unknown());
            System.exit(255);
        }
        System.exit(new LabWasTool(home, Path.of(args[1]), arguments).run());
    }

    private int run() throws Exception {
        String server = arguments.server();
        if (server != null && !servers().contains(server)) {
            say("ADMU0522E: Server name not found in server list: " + server);
            return 255;
        }
        say("ADMU0116I: Tool information is being logged in file");
        say("           "
                + profile.resolve("logs").resolve(server == null ? "" : server).resolve(arguments.log()));
        say("ADMU0128I: Starting tool with the " + profile.getFileName() + " profile");
        return switch (arguments.verb()) {
            case "start" -> start(server);
            case "stop" -> stop(server);
            default -> status(server);
        };
    }

    private int start(String server) throws Exception {
        say("ADMU3100I: Reading configuration for server: " + server);
        LabWasControl control = new LabWasControl(home, node, server);
        if (!control.state().equals("STOPPED")) {
            return fail(server, "ADMU3027E: An instance of the server may already be running: " + server, START_FAILED);
        }
        boolean refused = home.fault("server-will-not-start")
                || home.fault("server-will-not-start-" + server)
                || home.fault("server-will-not-start-" + node + "-" + server)
                || server.equals("dmgr") && home.fault("dmgr-down");
        if (refused) {
            say("ADMU3200I: Server launched. Waiting for initialization status.");
            return fail(
                    server,
                    "ADMU3011E: Server launched but failed initialization. startServer.log,"
                            + " SystemOut.log(or job log in zOS) and other log files under " + logs(server)
                            + " should contain failure information.",
                    START_FAILED);
        }
        long pid = control.launch();
        say("ADMU3200I: Server launched. Waiting for initialization status.");
        if (!control.await("STARTED", 120_000)) {
            return fail(server, "ADMU3040E: Timed out waiting for server initialization: 120 seconds", START_TIMED_OUT);
        }
        say("ADMU3000I: Server " + server + " open for e-business; process id is " + pid);
        return 0;
    }

    private int stop(String server) throws Exception {
        say("ADMU3100I: Reading configuration for server: " + server);
        if (!authenticated()) {
            return fail(
                    server,
                    "ADMN0022E: Access is denied for the stop operation on Server MBean because of"
                            + " insufficient or empty credentials.",
                    STOP_FAILED);
        }
        if (arguments.allServers()) {
            for (String member : home.list("node." + node + ".servers")) {
                if (new LabWasControl(home, node, member).state().equals("STARTED")) {
                    stopOne(member);
                }
            }
        }
        return stopOne(server);
    }

    private int stopOne(String server) throws Exception {
        LabWasControl control = new LabWasControl(home, node, server);
        if (control.state().equals("STOPPED")) {
            return fail(server, unreachable(server), STOP_FAILED);
        }
        control.requestStop();
        say("ADMU3201I: Server stop request issued. Waiting for stop status.");
        // only one that never will is given up soon
        boolean refuses = home.fault("server-will-not-stop")
                || home.fault("server-will-not-stop-" + server)
                || home.fault("server-will-not-stop-" + node + "-" + server);
        long seconds = arguments.timeoutSeconds() > 0 ? arguments.timeoutSeconds() : refuses ? 5 : 120;
        if (!control.await("STOPPED", seconds * 1000)) {
            return fail(server, "ADMU3060E: Timed out waiting for server shutdown.", STOP_TIMED_OUT);
        }
        say("ADMU4000I: Server " + server + " stop completed.");
        return 0;
    }

    private int status(String only) throws Exception {
        List<String> asked = only == null ? servers() : List.of(only);
        say(
                only == null
                        ? "ADMU0503I: Retrieving server status for all servers"
                        : "ADMU0500I: Retrieving server status for " + only);
        if (only == null) {
            say("ADMU0505I: Servers found in configuration:");
            asked.forEach(name -> say("ADMU0506I: Server name: " + name));
        }
        for (String server : asked) {
            boolean up = new LabWasControl(home, node, server).state().equals("STARTED");
            say(up ? "ADMU0508I: The " + kind(server) + " \"" + server + "\" is STARTED" : unreachable(server));
        }
        return 0;
    }

    private boolean authenticated() throws IOException {
        String user = home.get("wsadmin.user");
        String password =
                Files.readString(Path.of(home.get("wsadmin.password.file"))).strip();
        return arguments.authenticates(profile.resolve("properties/soap.client.props"), user, password);
    }

    private int fail(String server, String text, int code) {
        say(text);
        say("ADMU0211I: Error details may be seen in the file: " + logs(server).resolve(arguments.log()));
        return code;
    }

    private String unreachable(String server) {
        return "ADMU0509I: The " + kind(server) + " \"" + server + "\" cannot be reached. It appears to be stopped.";
    }

    private String kind(String server) {
        return switch (home.get("server." + node + "." + server + ".role")) {
            case "dmgr" -> "Deployment Manager";
            case "nodeagent" -> "Node Agent";
            default -> "Application Server";
        };
    }

    private Path logs(String server) {
        return profile.resolve("logs").resolve(server);
    }

    private List<String> servers() {
        if (node.equals(home.get("dmgr.node"))) {
            return List.of("dmgr");
        }
        List<String> all = new ArrayList<>(List.of("nodeagent"));
        all.addAll(home.list("node." + node + ".servers"));
        return all;
    }

    private static List<String> nodes(LabHome home) {
        List<String> all = new ArrayList<>(home.list("nodes"));
        all.add(home.get("dmgr.node"));
        return all;
    }

    private static void say(String line) {
        System.out.println(line);
    }
}

package org.cnxrunbooks.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code syncNode.sh} of the stand-in does. Arguments: directory of the lab, node, then the caller's: host and SOAP
 * port of the deployment manager, {@code -username}, {@code -password}, {@code -stopservers}, {@code -restart}.
 */
public final class LabSyncTool {

    private LabSyncTool() {}

    public static void main(String[] args) throws Exception {
        LabHome home = new LabHome(Path.of(args[0]));
        System.exit(run(home, args[1], List.of(args).subList(2, args.length)));
    }

    private static int run(LabHome home, String node, List<String> words) throws Exception {
        LabWasArguments arguments = LabWasArguments.parse(
                "stopNode",
                words.stream().skip(2).filter(word -> !word.equals("-restart")).toList());
        if (words.size() < 2 || arguments.unknown() != null) {
            return fail("ADMU9991E: Unknown option: " + (arguments.unknown() == null ? "" : arguments.unknown()));
        }
        String manager = home.get("dmgr.node");
        boolean up = home.get("node." + manager + ".address").equals(words.get(0))
                && home.get("server." + manager + ".dmgr.port").equals(words.get(1))
                && state(home, manager, "dmgr").equals("STARTED");
        if (!up) {
            return fail("ADMU0113E: Program exiting with error: ADMC0016E: The system cannot create a SOAP connector to"
                    + " connect to host " + words.get(0) + " at port " + words.get(1) + ".");
        }
        String password =
                Files.readString(Path.of(home.get("wsadmin.password.file"))).strip();
        Path login = Path.of(home.get("node." + node + ".profile"), "properties/soap.client.props");
        if (!arguments.authenticates(login, home.get("wsadmin.user"), password)) {
            return fail("ADMU0113E: Program exiting with error: ADMN0022E: Access is denied.");
        }
        if (!state(home, node, "nodeagent").equals("STOPPED")) {
            return fail("ADMU0024E: The node agent of " + node + " must be stopped before syncNode.");
        }
        if (arguments.allServers()) {
            stopServers(home, node);
        }
        System.out.println("ADMU0401I: Begin syncNode operation for node " + node + " with Deployment Manager "
                + words.get(0) + ": " + words.get(1));
        System.out.println("ADMU0016I: Synchronizing configuration between node and cell.");
        new LabNodeSync(home, node).run();
        System.out.println("ADMU0402I: The configuration for node " + node
                + " has been synchronized with Deployment Manager " + words.get(0) + ": " + words.get(1));
        if (words.contains("-restart")) {
            new LabWasControl(home, node, "nodeagent").launch();
        }
        return 0;
    }

    private static void stopServers(LabHome home, String node) throws Exception {
        for (String server : home.list("node." + node + ".servers")) {
            LabWasControl control = new LabWasControl(home, node, server);
            if (control.state().equals("STARTED")) {
                control.requestStop();
                control.await("STOPPED", 10_000);
            }
        }
    }

    private static String state(LabHome home, String node, String server) {
        return new LabWasControl(home, node, server).state();
    }

    private static int fail(String text) throws IOException {
        System.out.println(text);
        return 255;
    }
}

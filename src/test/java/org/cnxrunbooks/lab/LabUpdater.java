package org.cnxrunbooks.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Stand-in of the updateInstaller of Connections, behind {@code updateSilent.sh}: lists, installs and uninstalls fixes as
 * the real one's description says. Arguments: directory of the lab, then the caller's.
 *
 * <p>An installation lays the fix's files over the application's archive at the deployment manager and lets every node
 * whose agent is up take it at once, all at the same time; that restarts the application there.
 *
 * <p>Texts other than the success line, exit codes and the layout of the listing are the lab's own: none is public.
 * Faults: {@code update-hangs} (before anything is done), {@code update-fails} (the same, with its words),
 * {@code update-without-effect} (success line, nothing done), {@code update-half-way} (archive and nodes changed, fix not
 * recorded).
 */
public final class LabUpdater {

    private static final int REFUSED = 1;
    private static final int FAILED = 8;

    private final LabHome home;
    private final LabUpdaterArguments arguments;
    private final LabFixes fixes;

    private LabUpdater(LabHome home, LabUpdaterArguments arguments) {
        this.home = home;
        this.arguments = arguments;
        this.fixes = new LabFixes(home, arguments.installDir(), arguments.fixDir());
    }

    public static void main(String[] args) throws Exception {
        LabHome home = new LabHome(Path.of(args[0]));
        LabUpdaterArguments arguments = LabUpdaterArguments.parse(List.of(args).subList(1, args.length));
        if (arguments.problem() != null) {
            say(arguments.problem());
            System.exit(REFUSED);
        }
        if (System.getenv("WAS_HOME") == null || System.getenv("WAS_HOME").isBlank()) {
            say("WAS_HOME is not set. Run setupCmdLine of the Deployment Manager profile first.");
            System.exit(REFUSED);
        }
        System.exit(new LabUpdater(home, arguments).run());
    }

    private int run() throws Exception {
        if (!arguments.installDir().toString().equals(home.get("connections"))) {
            say("Not an installation of Connections: " + arguments.installDir());
            return REFUSED;
        }
        if (arguments.verb().equals("list")) {
            fixes.list().forEach(LabUpdater::say);
            return 0;
        }
        List<String> problems = problems();
        if (!problems.isEmpty()) {
            problems.forEach(LabUpdater::say);
            return REFUSED;
        }
        boolean install = arguments.verb().equals("install");
        home.note("dmgr", "updateSilentStarted", arguments.verb() + " " + String.join(" ", arguments.fixes()));
        while (home.fault("update-hangs")) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        if (home.fault("update-fails")) {
            say("Fix installation failed: the deployment of the application was refused.");
            return FAILED;
        }
        if (!home.fault("update-without-effect")) {
            TimeUnit.MILLISECONDS.sleep(Long.parseLong(home.get("update.ms", "0")));
            for (String id : arguments.fixes()) {
                if (install) {
                    fixes.apply(id);
                } else {
                    fixes.takeBack(id);
                }
            }
            syncActiveNodes();
            if (home.fault("update-half-way")) {
                say("Fix installation failed: java.io.IOException: the record of the fix was not written.");
                return FAILED;
            }
            for (String id : arguments.fixes()) {
                fixes.record(id, install);
            }
        }
        String success =
                install ? "Fix installation completed successfully" : "Fix uninstallation completed successfully";
        LabTree.text(
                arguments
                        .installDir()
                        .resolve("version/log")
                        .resolve(Instant.now().toString().replaceAll("[:.]", "") + "_" + arguments.verb() + ".log"),
                String.join(" ", arguments.fixes()) + "\n" + success + "\n");
        say(success);
        return 0;
    }

    private List<String> problems() throws IOException {
        List<String> problems = new ArrayList<>();
        boolean install = arguments.verb().equals("install");
        if (arguments.password().contains(" ") || arguments.user().contains(" ")) {
            problems.add("The WebSphere administrator's name and password must not contain a space.");
        }
        if (install && !List.of("yes", "no").contains(arguments.backedUp())) {
            problems.add("-featureCustomizationBackedUp must be yes or no.");
        }
        for (String id : arguments.fixes()) {
            if (install && fixes.applied(id)) {
                problems.add("Fix " + id + " is already installed.");
            } else if (install && !fixes.available(id)) {
                problems.add("Fix " + id + " was not found in " + arguments.fixDir() + ".");
            } else if (!install && !fixes.kept(id)) {
                problems.add("Fix " + id + " is not installed.");
            }
        }
        if (!new LabWasControl(home, home.get("dmgr.node"), "dmgr").state().equals("STARTED")) {
            problems.add("The Deployment Manager cannot be reached.");
        } else if (!arguments.user().equals(home.get("wsadmin.user"))
                || !arguments
                        .password()
                        .equals(Files.readString(Path.of(home.get("wsadmin.password.file")))
                                .strip())) {
            problems.add("The WebSphere administrator's name or password is wrong.");
        }
        return problems;
    }

    private void syncActiveNodes() {
        CompletableFuture.allOf(home.list("nodes").stream()
                        .map(node -> new LabWasControl(home, node, "nodeagent"))
                        .filter(agent -> agent.state().equals("STARTED"))
                        .map(agent -> CompletableFuture.runAsync(agent::sync))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private static void say(String line) {
        System.out.println(line);
    }
}

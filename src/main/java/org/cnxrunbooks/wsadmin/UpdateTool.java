package org.cnxrunbooks.wsadmin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cnxrunbooks.cell.DeploymentManager;
import org.cnxrunbooks.cell.Directories;
import org.cnxrunbooks.cell.Secret;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.host.CommandResult;
import org.cnxrunbooks.host.HostSession;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code updateSilent.sh} in its own directory, with WAS_HOME set and the profile's {@code setupCmdLine.sh} read
 * before (HCL, "Installing fixes").
 *
 * <p>User and password never are arguments: all options of a change stand in a properties file of mode 0600, the tool's
 * only argument (IBM, readme of the update installer 5.0.2, "Use a properties file to supply values"; that the tool of
 * Connections still takes one is unverified, if not it changes nothing). HCL's own page names only
 * {@code -configProperties FILE} and no key of it. The password comes by standard input and the host's own shell removes
 * the file when the tool ends.
 */
final class UpdateTool {

    /** The profile's script gets none of our words and a name of ours is none of its own. */
    private static final String ENTER =
            """
            cnx_setup=$1/bin/setupCmdLine.sh; cnx_tool=$2; shift 2
            cnx_enter() { if [ -r "$cnx_setup" ]; then . "$cnx_setup"; fi; }
            """;

    private static final String LIST = ENTER
            + """
            cnx_enter
            cd "$cnx_tool" || exit 97
            exec ./updateSilent.sh "$@"
            """;

    private static final String CHANGE =
            """
            cnx_dir=$HOME/.cnxrunbooks/update; cnx_file=$cnx_dir/$1.properties; shift
            trap 'rm -f "$cnx_file"' 0; trap 'exit 143' 1 2 15
            """
                    + ENTER
                    + """
            (umask 077; mkdir -p "$cnx_dir" && rm -f "$cnx_file" && { printf '%s\\n' "$@" && """
                    + PasswordMask.SKIP_LEAD
                    + """
            ; } >"$cnx_file") || exit 96
            cnx_enter
            cd "$cnx_tool" || exit 97
            ./updateSilent.sh "$cnx_file" </dev/null
            """;

    private static final String BUSY = "ps -A -o args= | grep -F -e \"$1\" | grep -c '[u]pdateSilent'";

    private static final Duration LISTING = Duration.ofMinutes(5);

    private final HostSession session;
    private final DeploymentManager deploymentManager;
    private final Directories directories;
    private @Nullable PasswordMask mask;

    UpdateTool(HostSession session, DeploymentManager deploymentManager, Directories directories) {
        this.session = session;
        this.deploymentManager = deploymentManager;
        this.directories = directories;
    }

    FixListing list(@Nullable String fixDirectory) {
        List<Fix> applied = applied();
        if (fixDirectory == null) {
            return new FixListing(applied, List.of());
        }
        CommandResult result = listing("-fixDir", fixDirectory);
        try {
            return new FixListing(applied, UpdateText.available(result, applied));
        } catch (IllegalArgumentException e) {
            throw unreadable(e, result, "Is " + fixDirectory + " the directory of the fixes on that host?");
        }
    }

    private List<Fix> applied() {
        CommandResult result = listing();
        try {
            return UpdateText.applied(result);
        } catch (IllegalArgumentException e) {
            throw unreadable(
                    e,
                    result,
                    "May the SSH user run updateSilent.sh (chmod +x), and are the directories in the settings of the"
                            + " cell the right ones?");
        }
    }

    private CommandResult listing(String... more) {
        List<String> words = words(LIST);
        words.addAll(List.of("-fix", "-installDir", directories.connectionsRoot()));
        words.addAll(List.of(more));
        return session.run(Command.of(words).withEnvironment(environment()).within(LISTING));
    }

    /** @param name of the job, and of its file */
    Command command(String name, UpdateChange change) {
        List<String> words = words(CHANGE, name);
        words.addAll(List.of("fix=true", change.install() ? "install=true" : "uninstall=true"));
        words.add("installDir=" + PropertyText.escaped(directories.connectionsRoot()));
        if (change.fixDirectory() != null) {
            words.add("fixDir=" + PropertyText.escaped(change.fixDirectory()));
        }
        words.add("fixes=" + String.join(",", change.ids()));
        words.add("featureCustomizationBackedUp=" + (change.customizationBackedUp() ? "yes" : "no"));
        return Command.of(words).withEnvironment(environment()).withInput(login());
    }

    /** Somebody runs updateSilent for this installation now. Counted on the host: command lines of others hold passwords. */
    boolean busy() {
        CommandResult result = session.run(Command.of("/bin/sh", "-c", BUSY, "sh", directories.connectionsRoot()));
        return !result.output().strip().equals("0");
    }

    private List<String> words(String script, String... first) {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
        words.addAll(List.of(first));
        words.addAll(List.of(deploymentManager.profile(), directories.connectionsRoot() + "/updateInstaller"));
        return words;
    }

    private Map<String, String> environment() {
        return Map.of("WAS_HOME", directories.appServerRoot(), "LC_ALL", "C");
    }

    private Secret login() {
        return Secret.of(mask().lead() + "wasUserId=" + PropertyText.escaped(deploymentManager.user())
                + "\nwasPassword=" + PropertyText.escaped(mask().password().reveal()) + "\n");
    }

    /** Of the password that this step began with, however long its job takes. */
    private PasswordMask mask() {
        PasswordMask known = mask == null ? PasswordMask.of(deploymentManager) : mask;
        mask = known;
        return known;
    }

    /** What is wrong with user or password (HCL, "Installing fixes in silent mode": no space); empty when nothing is. */
    Optional<String> loginProblem() {
        String user = deploymentManager.user();
        String password = mask().password().reveal();
        boolean usable = !user.isEmpty()
                && !password.isEmpty()
                && (user + password).chars().noneMatch(unit -> unit <= ' ' || Character.isWhitespace(unit));
        return usable
                ? Optional.empty()
                : Optional.of("Log-in for updateSilent refused: " + host()
                        + " (observed a space or nothing in the deployment manager's user or password, expected a user"
                        + " and a password without spaces)\nHINT: Give the administrator a password without spaces, or"
                        + " name another administrator in the settings of the cell. Nothing was run.");
    }

    String host() {
        return deploymentManager.host();
    }

    String where() {
        return host() + " " + directories.connectionsRoot();
    }

    String tail(String log) {
        return UpdateText.tail(log, mask().password());
    }

    private WsadminFailure unreadable(IllegalArgumentException e, CommandResult result, String hint) {
        return new WsadminFailure(
                result.ok() ? WsadminFailure.Reason.ANSWER_UNREADABLE : WsadminFailure.Reason.TOOL_FAILED,
                host(),
                "Listing of fixes failed: %s (observed %s, expected updateSilent to list fixes)\nHINT: %s"
                        .formatted(where(), e.getMessage(), hint),
                result.exitCode(),
                tail(result.output() + "\n" + result.errors()));
    }
}

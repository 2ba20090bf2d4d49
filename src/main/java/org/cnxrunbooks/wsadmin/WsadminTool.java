package org.cnxrunbooks.wsadmin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.cnxrunbooks.cell.DeploymentManager;
import org.cnxrunbooks.cell.Secret;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.host.CommandResult;
import org.cnxrunbooks.host.HostSession;

/**
 * Runs a script in the profile's {@code wsadmin.sh}.
 *
 * <p>User and password never are arguments. They travel by standard input into a file of mode 0600 that replaces the
 * profile's {@code soap.client.props} for this one process, and the host's own shell removes it when the process ends,
 * even if we are gone by then. The launchers of WebSphere 7 to 8.5 put {@code -javaoption} after their own
 * {@code -Dcom.ibm.SOAP.ConfigURL}, so ours counts (read in published launchers; unverified on a real WebSphere). They
 * split {@code -javaoption} at blanks, so a home directory with a blank is refused.
 */
final class WsadminTool {

    private static final String WITH_LOGIN_FILE =
            "umask 077; f=$1; shift; trap 'rm -f \"$f\"' 0; trap 'exit 143' 1 2 15; " + PasswordMask.SKIP_LEAD
                    + " >\"$f\" || exit 96; \"$@\" </dev/null";
    private static final String MAKE_ROOM =
            "umask 077; d=\"$HOME/.cnxrunbooks/wsadmin\"; mkdir -p \"$d\" && chmod 700 \"$d\" && printf %s \"$d\"";
    private static final int SCRIPT_LIMIT = 1 << 20;

    private final HostSession session;
    private final DeploymentManager deploymentManager;
    private final Duration timeout;
    private final Duration requestTimeout;

    /**
     * @param timeout for a whole run of wsadmin
     * @param requestTimeout for one call of a script to the deployment manager; WebSphere's own default is 180 s
     */
    WsadminTool(HostSession session, DeploymentManager deploymentManager, Duration timeout, Duration requestTimeout) {
        this.session = session;
        this.deploymentManager = deploymentManager;
        this.timeout = timeout;
        this.requestTimeout = requestTimeout;
    }

    /** @param question for the message of a failure, e.g. {@code Export of role mappings} */
    WsadminAnswer ask(String question, WsadminScript script, String... arguments) {
        PasswordMask mask = PasswordMask.of(deploymentManager);
        String room = room(question);
        String path = send(script, room);
        String login = room + "/login-" + UUID.randomUUID() + ".props";
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", WITH_LOGIN_FILE, "sh", login));
        words.add(deploymentManager.profile() + "/bin/wsadmin.sh");
        words.addAll(List.of("-lang", "jython", "-conntype", "SOAP", "-host", "localhost"));
        words.addAll(List.of("-port", Integer.toString(deploymentManager.soapPort())));
        words.addAll(List.of("-javaoption", "-Dcom.ibm.SOAP.ConfigURL=file:" + login));
        words.addAll(List.of("-javaoption", "-Duser.language=en"));
        words.addAll(List.of("-f", path));
        Arrays.stream(arguments).map(PercentText::encode).forEach(words::add);
        Secret file = SoapProperties.of(deploymentManager.user(), mask.password(), requestTimeout);
        Command command = Command.of(words)
                .withInput(Secret.of(mask.lead() + file.reveal()))
                .withEnvironment(Map.of("LC_ALL", "C"))
                .within(timeout);
        return WsadminAnswer.read(host(), question, session.run(command), mask);
    }

    String host() {
        return deploymentManager.host();
    }

    private String room(String question) {
        CommandResult result = session.run(Command.of("/bin/sh", "-c", MAKE_ROOM));
        String room = result.output().strip();
        if (!result.ok() || !room.startsWith("/") || room.chars().anyMatch(Character::isWhitespace)) {
            throw new WsadminFailure(
                    WsadminFailure.Reason.TOOL_FAILED,
                    host(),
                    question + " failed: home directory on " + host() + " (observed '" + room + "', exit code "
                            + result.exitCode()
                            + ", expected a writable path without blanks)\nHINT: Give the SSH user a home directory of"
                            + " its own.",
                    result.exitCode(),
                    result.errors());
        }
        return room;
    }

    /** Sends the script unless exactly its bytes are there. */
    private String send(WsadminScript script, String room) {
        String path = room + "/" + script.fileName();
        byte[] content = script.content();
        Optional<byte[]> there = session.fetch(path, SCRIPT_LIMIT);
        if (there.isEmpty() || !Arrays.equals(there.get(), content)) {
            session.send(path, content, 0600);
        }
        return path;
    }
}

package org.cnxrunbooks.wsadmin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.host.CommandResult;
import org.cnxrunbooks.host.HostSession;

/**
 * Tells whether a WebSphere process runs, from two witnesses: the profile's {@code serverStatus.sh} and the process id
 * that the server wrote to {@code logs/<server>/<server>.pid}. A process that does not answer but lives is unclear,
 * not stopped.
 */
final class ProcessProbe {

    /** Waits on the host, at most that many seconds, until the process of the pid file is gone; then says what is. */
    private static final String LOOK =
            "w=$1; f=$2; n=$3; shift 3; p=; if [ -r \"$f\" ]; then read -r p <\"$f\" || :; fi; "
                    + "case $p in ''|*[!0-9]*) p=;; esac; i=0; a=gone; "
                    + "while [ -n \"$p\" ]; do a=gone; "
                    + "case \" $(ps -p \"$p\" -o args= 2>/dev/null) \" in '  ') ;; *\" $n \"*|*java*) a=alive;; esac; "
                    + "if [ $a = gone ] || [ $i -ge \"$w\" ]; then break; fi; i=$((i+1)); sleep 1; done; "
                    + "echo \"CNXOPS pid=$p $a\"; \"$@\" </dev/null";

    private static final Pattern PID = Pattern.compile("(?m)^CNXOPS pid=([0-9]*) (alive|gone)$");

    private final HostSession session;
    private final ControlTarget target;
    private final Duration timeout;

    ProcessProbe(HostSession session, ControlTarget target, Duration timeout) {
        this.session = session;
        this.target = target;
        this.timeout = timeout;
    }

    /** What was seen at one moment. */
    record Sight(ControlText.Status status, String pid, boolean alive) {

        boolean running() {
            return status == ControlText.Status.STARTED;
        }

        boolean stopped() {
            return status == ControlText.Status.STOPPED && !alive;
        }

        String words() {
            String process = pid.isEmpty() ? "no pid file" : "process " + pid + (alive ? " alive" : " gone");
            return "serverStatus " + status + ", " + process;
        }
    }

    /** @param patience seconds to wait for the process to end before it is judged; 0 for none */
    Sight look(int patience) {
        String name = target.name();
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", LOOK, "sh", Integer.toString(patience)));
        words.add(target.profile() + "/logs/" + name + "/" + name + ".pid");
        words.add(name);
        words.add(target.profile() + "/bin/serverStatus.sh");
        words.add(name);
        CommandResult result = session.run(Command.of(words).within(timeout.plusSeconds(patience)));
        Matcher pid = PID.matcher(result.output());
        boolean found = pid.find();
        return new Sight(
                ControlText.status(result.output() + "\n" + result.errors(), name),
                found ? pid.group(1) : "",
                found && pid.group(2).equals("alive"));
    }
}

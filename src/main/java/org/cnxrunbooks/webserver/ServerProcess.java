package org.cnxrunbooks.webserver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cnxrunbooks.cell.WebServer;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.host.CommandResult;
import org.cnxrunbooks.host.HostSession;

/**
 * The process of a web server. apachectl's verbs return at once and end with 0 without an effect, too (measured on
 * Apache 2.4): each act waits on the host until the process itself shows the effect. Longer than most: the scripts stand
 * beside what reads them.
 *
 * <p>The pid file is the one that httpd 2.4 names itself, else PidFile of the main file, else {@code logs/httpd.pid}.
 */
final class ServerProcess {

    /**
     * Arguments: server root, limit in tenths of a second, apachectl. {@code nap} tells the time that has passed, as a busy
     * machine takes longer than it sleeps; AIX sleeps whole seconds only. A process of that id with another name is another process, a defunct one is gone.
     */
    private static final String PRELUDE =
            """
            root=$1; limit=$2; ctl=$root/bin/apachectl; t=0; began=$(date +%s)
            f=$("$ctl" -t -D DUMP_RUN_CFG 2>/dev/null </dev/null | sed -n 's/^PidFile: "\\(.*\\)"$/\\1/p')
            [ -n "$f" ] || f=$(awk 'tolower($1) == "pidfile" { $1 = ""; gsub(/["\\r]/, ""); sub(/^ */, ""); p = $0 }
              END { print p }' "$root/conf/httpd.conf" 2>/dev/null)
            [ -n "$f" ] || f=logs/httpd.pid
            case $f in /*) ;; *) f=$root/$f ;; esac
            alive() {
              p=; if [ -r "$f" ]; then read -r p <"$f" || :; fi
              case $p in '' | *[!0-9]*) return 1 ;; esac
              case $(ps -p "$p" -o comm= 2>/dev/null) in
                *defunct*) return 1 ;;
                httpd* | */httpd* | apache* | */apache*) return 0 ;;
              esac
              return 1
            }
            children() { ps -A -o pid= -o ppid= | awk -v p="$p" '$2 == p { print $1 }'; }
            nap() { sleep 0.2 2>/dev/null || sleep 1; t=$((($(date +%s) - began) * 10)); }
            end() { echo "CNXOPS $1 pid=$p"; exit 0; }
            """;

    private static final String LOOK = PRELUDE + "if alive; then end ALREADY_STARTED; else end ALREADY_STOPPED; fi\n";

    /** A signal that meets a restart under way can get lost, so it is sent again. */
    private static final String STOP = PRELUDE
            + """
            alive || end ALREADY_STOPPED
            next=0
            while alive; do
              [ $t -lt "$limit" ] || end TIMED_OUT
              if [ $t -ge $next ]; then "$ctl" stop </dev/null || { alive && end FAILED; }; next=$((t + 50)); fi
              nap
            done
            end STOPPED
            """;

    /** A process without children starts or ends; "already running" with code 0 can be said of one that ends. */
    private static final String START = PRELUDE
            + """
            next=0; word=ALREADY_STARTED
            while :; do
              if alive; then
                [ -z "$(children)" ] || end $word
              elif [ $t -ge $next ]; then
                word=STARTED
                "$ctl" start </dev/null || end FAILED
                next=$((t + 50))
              fi
              [ $t -lt "$limit" ] || end TIMED_OUT
              nap
            done
            """;

    /** A new generation shows as a child that was not there before. */
    private static final String GRACEFUL = PRELUDE
            + """
            alive || end NOT_RUNNING
            before=" $(children | tr '\\n' ' ') "; next=0
            while alive; do
              for c in $(children); do case $before in *" $c "*) ;; *) end RELOADED ;; esac; done
              [ $t -lt "$limit" ] || end TIMED_OUT
              if [ $t -ge $next ]; then "$ctl" graceful </dev/null || end FAILED; next=$((t + 50)); fi
              nap
            done
            end FAILED
            """;

    private static final String CHILDREN = PRELUDE
            + "alive || end NOT_RUNNING; echo \"CNXOPS children=$(children | tr '\\n' ' ')\"; end ALREADY_STARTED\n";

    private static final Pattern CHILD_LINE = Pattern.compile("(?m)^CNXOPS children=([0-9 ]*)$");
    private static final Pattern ANSWER = Pattern.compile("(?m)^CNXOPS ([A-Z_]+) pid=([0-9]*)$");
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final HostSession session;
    private final WebServer server;

    ServerProcess(HostSession session, WebServer server) {
        this.session = session;
        this.server = server;
    }

    String apachectl() {
        return server.serverRoot() + "/bin/apachectl";
    }

    /** @param arguments more of them, e.g. another main file */
    ConfigCheck check(List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(apachectl(), "-t"));
        words.addAll(arguments);
        return reading(session.run(Command.of(words)));
    }

    static ConfigCheck reading(CommandResult result) {
        String said = result.output() + result.errors();
        return new ConfigCheck(result.ok() && ApachectlText.syntaxOk(said), said.strip());
    }

    boolean running() {
        return run("Look at", LOOK, Duration.ZERO).answer() == WebServerAnswer.ALREADY_STARTED;
    }

    /** Ids of the processes that answer requests, old ones that still end theirs among them; none when it does not run. */
    Set<Long> children() {
        CommandResult result = session.run(Command.of("/bin/sh", "-c", CHILDREN, "sh", server.serverRoot(), "0"));
        Matcher answer = ANSWER.matcher(result.output());
        if (!answer.find()) {
            throw RemoteText.failure(
                    session, "Look at the web server", server.name(), result, "a line CNXOPS", Optional.empty());
        }
        Matcher line = CHILD_LINE.matcher(result.output());
        return line.find()
                ? Stream.of(line.group(1).strip().split(" +"))
                        .filter(id -> !id.isEmpty())
                        .map(Long::valueOf)
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    WebServerReport graceful(Duration limit) {
        return afterCheck("Reload", GRACEFUL, limit);
    }

    WebServerReport stop(Duration limit) {
        return afterCheck("Stop", STOP, limit);
    }

    WebServerReport start(Duration limit) {
        return afterCheck("Start", START, limit);
    }

    private WebServerReport afterCheck(String verb, String script, Duration limit) {
        ConfigCheck check = check(List.of());
        if (!check.ok()) {
            return new WebServerReport(
                    WebServerAnswer.CONFIGURATION_REFUSED,
                    message(
                            verb,
                            "configuration refused: " + RemoteText.tail(check.output()),
                            "Nothing was done, the web server is as it was. Mend the named line first."),
                    check.output());
        }
        return run(verb, script, limit);
    }

    private WebServerReport run(String verb, String script, Duration limit) {
        CommandResult result = session.run(
                Command.of("/bin/sh", "-c", script, "sh", server.serverRoot(), Long.toString(limit.toMillis() / 100))
                        .within(limit.plus(GRACE)));
        Matcher answer = ANSWER.matcher(result.output());
        if (!answer.find()) {
            throw RemoteText.failure(
                    session, verb + " of the web server", server.name(), result, "a line CNXOPS", Optional.empty());
        }
        WebServerAnswer reached = WebServerAnswer.valueOf(answer.group(1));
        String output = (result.output() + result.errors())
                .lines()
                .filter(line -> !line.startsWith("CNXOPS "))
                .collect(Collectors.joining("\n"))
                .strip();
        String seen = answer.group(2).isEmpty() ? "no process" : "process " + answer.group(2);
        return new WebServerReport(
                reached,
                reached.reached()
                        ? server.name() + " "
                                + reached.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ", " + seen
                        : message(verb, reached + ", " + seen + (output.isEmpty() ? "" : ", " + output), hint(reached)),
                output);
    }

    private String message(String verb, String observed, String hint) {
        return "%s of %s failed: %s on %s (observed %s, expected the effect on its process)\nHINT: %s"
                .formatted(verb, server.name(), apachectl(), session.host().name(), observed, hint);
    }

    private String hint(WebServerAnswer answer) {
        return answer == WebServerAnswer.NOT_RUNNING
                ? "A reload would have started it. Start it first, if it is meant to run."
                : "The error log below " + server.serverRoot() + "/logs says more.";
    }
}

package org.cnxrunbooks.webserver;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.host.CommandResult;
import org.cnxrunbooks.host.HostSession;
import org.jspecify.annotations.Nullable;

/**
 * A host of the cell, with its own curl (7.29 or newer). Certificates are not judged, as of {@link LocalVantage}. What a
 * page says stays on the host; only whether it carries the marker comes back.
 */
public final class HostVantage implements Vantage {

    private static final int BATCH = 64;

    /**
     * Arguments: marker, source or nothing, seconds of patience; then for each target what goes to --resolve and its URL. Eight curls run at a
     * time. A line for each: curl's exit code, whether its messages say "refused", status, address, marker seen,
     * Retry-After, Location.
     */
    private static final String LOOK =
            """
            marker=$1; source=$2; patience=$3; shift 3; LC_ALL=C; export LC_ALL
            umask 077; d=$HOME/.cnxrunbooks/probe-$$; mkdir -p "$d" || exit 1
            trap 'rm -rf "$d"' 0; trap 'exit 143' 1 2 15
            field() { tr -d '\\r' <"$d/head-$1" | sed -n "s/^$2: *//p" | tail -n 1; }
            ask() {
              facts=$(curl -q -s -v -k --noproxy '*' --connect-timeout $patience --max-time $((2 * patience)) \\
                ${source:+--interface "$source"} --resolve "$2" -D "$d/head-$1" -o "$d/body-$1" \\
                -w '%{http_code} %{local_ip}' "$3" 2>"$d/said-$1"); code=$?
              refused=no; [ $code = 7 ] && grep -q 'onnection refused' "$d/said-$1" && refused=yes
              seen=no; grep -q -F -e "$marker" "$d/body-$1" && seen=yes
              printf 'CNXOPS %s %s %s|%s|%s|%s\\n' $code $refused "$facts" $seen \\
                "$(field $1 '[Rr]etry-[Aa]fter')" "$(field $1 '[Ll]ocation')" >"$d/answer-$1"
            }
            n=0
            while [ $# -gt 1 ]; do
              n=$((n + 1)); : >"$d/head-$n"; : >"$d/body-$n"
              ask $n "$1" "$2" &
              [ $((n % 8)) -ne 0 ] || wait
              shift 2
            done
            wait
            i=0; while [ $i -lt $n ]; do i=$((i + 1)); cat "$d/answer-$i"; done
            """;

    private final String name;
    private final HostSession session;
    private final @Nullable String source;
    private final Duration patience;

    /** @param source address from which requests are sent; absent for the one that the host picks */
    public HostVantage(String name, HostSession session, @Nullable String source) {
        this(name, session, source, LocalVantage.PATIENCE);
    }

    /** @param patience whole seconds, for connecting; an answer has twice as long */
    HostVantage(String name, HostSession session, @Nullable String source, Duration patience) {
        this.patience = patience;
        this.name = name;
        this.session = session;
        this.source = source;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<ProbeAnswer> look(List<ProbeTarget> targets, String marker) {
        Map<ProbeTarget, String> reachable = new LinkedHashMap<>();
        for (ProbeTarget target : targets) {
            literal(target.endpoint().address()).ifPresent(address -> reachable.put(target, address));
        }
        List<ProbeTarget> asked = List.copyOf(reachable.keySet());
        Map<ProbeTarget, ProbeAnswer> answers = new HashMap<>();
        for (int from = 0; from < asked.size(); from += BATCH) {
            List<ProbeTarget> some = asked.subList(from, Math.min(from + BATCH, asked.size()));
            batch(some, reachable, marker).forEach(answer -> answers.put(answer.target(), answer));
        }
        return targets.stream()
                .map(target -> answers.getOrDefault(target, none(target, ProbeProblem.NAME)))
                .toList();
    }

    /** An old curl takes IP addresses alone for --resolve, so that a name is looked up here. */
    private static Optional<String> literal(String address) {
        try {
            return Optional.of(InetAddress.getByName(address).getHostAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private List<ProbeAnswer> batch(List<ProbeTarget> targets, Map<ProbeTarget, String> addresses, String marker) {
        List<String> words =
                new ArrayList<>(List.of("/bin/sh", "-c", LOOK, "sh", marker, source == null ? "" : source));
        words.add(Long.toString(patience.toSeconds()));
        for (ProbeTarget target : targets) {
            Endpoint door = target.endpoint();
            words.add("%s:%d:%s".formatted(door.serverName(), door.port(), addresses.get(target)));
            words.add("%s://%s:%d%s".formatted(door.scheme(), door.serverName(), door.port(), target.path()));
        }
        CommandResult result = session.run(Command.of(words).within(Duration.ofSeconds(30L + 4L * targets.size())));
        List<String> lines = result.output()
                .lines()
                .filter(line -> line.startsWith("CNXOPS "))
                .toList();
        if (!result.ok() || lines.size() != targets.size()) {
            throw RemoteText.failure(
                    session,
                    "Look at the web server",
                    name,
                    result,
                    targets.size() + " answers",
                    Optional.of("The SSH user needs a home directory that it can write."));
        }
        List<ProbeAnswer> answers = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            answers.add(answer(targets.get(i), lines.get(i)));
        }
        return answers;
    }

    private static ProbeAnswer answer(ProbeTarget target, String line) {
        String[] parts = line.split("\\|", 4);
        String[] facts = parts[0].split(" ", -1);
        int code = Integer.parseInt(facts[1]);
        if (code != 0) {
            return none(target, ProbeProblem.ofCurl(code, facts[2].equals("yes")));
        }
        return new ProbeAnswer(
                target, Integer.parseInt(facts[3]), parts[1].equals("yes"), parts[3], parts[2], facts[4], "");
    }

    private static ProbeAnswer none(ProbeTarget target, String problem) {
        return new ProbeAnswer(target, 0, false, "", "", "", problem);
    }
}

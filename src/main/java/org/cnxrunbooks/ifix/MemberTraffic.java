package org.cnxrunbooks.ifix;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.host.CommandResult;
import org.cnxrunbooks.host.HostFailure;
import org.cnxrunbooks.host.HostSession;

/**
 * What goes on at the ports of members, seen on their host. A connection is busy when bytes wait in it, or when it
 * received something after it last sent something: a request whose answer has not begun. {@code ss} of Linux tells that;
 * elsewhere {@code netstat} tells connections alone (AIX: unverified).
 */
final class MemberTraffic {

    private static final String LOOK =
            """
            LC_ALL=C; export LC_ALL
            if command -v ss >/dev/null 2>&1; then echo 'CNXOPS by=ss'; ss -tni state established
            else echo 'CNXOPS by=netstat'; netstat -an | grep ESTABLISHED; fi
            echo 'CNXOPS end'
            """;

    /** Queues, then local and peer address; netstat has the protocol before and the state behind. */
    private static final Pattern CONNECTION =
            Pattern.compile("^(?:tcp\\S*\\s+)?(\\d+)\\s+(\\d+)\\s+(\\S+)[:.](\\d+)\\s+(\\S+)[:.](\\d+).*$");

    private static final Pattern LAST = Pattern.compile("\\blast(snd|rcv):(\\d+)");

    private final HostSession session;

    MemberTraffic(HostSession session) {
        this.session = session;
    }

    /** @param busy requests on their way; absent where the host cannot tell */
    record Sight(int connections, OptionalInt busy) {}

    /** By {@code hostname:port} of the transports, in their order. */
    Map<String, Sight> look(List<IfixPlan.Target> targets) {
        CommandResult result = session.run(Command.of("/bin/sh", "-c", LOOK));
        List<String> lines = result.output().lines().toList();
        if (!lines.contains("CNXOPS end")) {
            throw new HostFailure(
                    HostFailure.Kind.COMMAND_FAILED,
                    session.host().name(),
                    "Connections not seen: %s (observed exit code %d, expected the list of ss or netstat)%nHINT: Install iproute2 or net-tools."
                            .formatted(session.host().name(), result.exitCode()),
                    result.exitCode(),
                    result.errors(),
                    null);
        }
        boolean telling = lines.contains("CNXOPS by=ss");
        List<Connection> connections = connections(lines);
        Map<String, Sight> sights = new HashMap<>();
        for (IfixPlan.Target target : targets) {
            List<Connection> own = connections.stream()
                    .filter(connection -> connection.isAt(target))
                    .toList();
            int busy = (int) own.stream().filter(Connection::busy).count();
            sights.put(key(target), new Sight(own.size(), telling ? OptionalInt.of(busy) : OptionalInt.empty()));
        }
        return sights;
    }

    static String key(IfixPlan.Target target) {
        return target.hostname() + ":" + target.port();
    }

    private record Connection(String address, String port, boolean waiting, String info) {

        boolean isAt(IfixPlan.Target target) {
            return port.equals(target.port()) && sameAddress(target.hostname());
        }

        /** Loopback addresses tell apart hosts that share a machine; elsewhere what comes in at the port is the member's. */
        private boolean sameAddress(String hostname) {
            try {
                String wanted = InetAddress.getByName(hostname).getHostAddress();
                String plain = address.replaceFirst("^\\[?(::ffff:)?", "").replaceFirst("]?(%\\w+)?$", "");
                return plain.equals(wanted) || !wanted.startsWith("127.");
            } catch (UnknownHostException e) {
                return true;
            }
        }

        /** ss leaves out what is less than a millisecond ago. */
        boolean busy() {
            return waiting || !info.isEmpty() && millis("rcv") < millis("snd");
        }

        private long millis(String direction) {
            return LAST.matcher(info)
                    .results()
                    .filter(last -> last.group(1).equals(direction))
                    .mapToLong(last -> Long.parseLong(last.group(2)))
                    .findFirst()
                    .orElse(0);
        }
    }

    private static List<Connection> connections(List<String> lines) {
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher line = CONNECTION.matcher(lines.get(i).strip());
            if (line.matches()) {
                String info = i + 1 < lines.size() && lines.get(i + 1).startsWith("\t") ? lines.get(i + 1) : "";
                connections.add(new Connection(
                        line.group(3),
                        line.group(4),
                        !line.group(1).equals("0") || !line.group(2).equals("0"),
                        info));
            }
        }
        return connections;
    }
}

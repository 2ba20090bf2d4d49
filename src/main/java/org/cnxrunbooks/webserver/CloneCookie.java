package org.cnxrunbooks.webserver;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A session cookie of WebSphere: {@code 0000} or another cache id, the session id, and the clone ids of the servers that
 * had the session, each behind the separator, the latest last.
 *
 * @param session cache id and session id
 * @param separator {@code :}, or {@code +} with CloneSeparatorChange; {@code :} where there is no clone id
 * @param cloneIds may be empty; may hold {@code -1} or, with memory-to-memory replication, partition ids
 */
public record CloneCookie(String session, char separator, List<String> cloneIds) {

    /** Clone id of a server that is not a member of a cluster. */
    public static final String NO_MEMBER = "-1";

    private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern CLONE_ID = Pattern.compile("[A-Za-z0-9._-]+");

    public CloneCookie {
        cloneIds = List.copyOf(cloneIds);
    }

    /** What a cookie says about the server that a new session was given. */
    public enum Placement {
        /** Its only clone id is that of a member. */
        MEMBER,
        /** Its only clone id says that the server is no member of any cluster. */
        NO_MEMBER,
        /** Its only clone id names no server of the cluster: a partition id, or somebody else's. */
        NO_SERVER,
        /** It has no clone id. */
        NO_CLONE_ID,
        /** It has several clone ids, so the session is not new. */
        NOT_NEW,
        /** Its separator is not the one that the plug-in looks for in this cluster. */
        OTHER_SEPARATOR
    }

    /**
     * Where a new session went.
     *
     * @param server absent unless the placement is {@link Placement#MEMBER}
     */
    public record Given(Placement placement, @Nullable PluginServer server) {}

    /** Reads the value of a cookie; empty when it does not have the shape of a session cookie. */
    public static Optional<CloneCookie> of(String value) {
        char separator = value.indexOf(':') < 0 && value.indexOf('+') >= 0 ? '+' : ':';
        List<String> parts = List.of(value.split(Pattern.quote(String.valueOf(separator)), -1));
        List<String> cloneIds = parts.subList(1, parts.size());
        return SESSION.matcher(parts.get(0)).matches()
                        && cloneIds.stream().allMatch(id -> CLONE_ID.matcher(id).matches())
                ? Optional.of(new CloneCookie(parts.get(0), separator, cloneIds))
                : Optional.empty();
    }

    /**
     * Finds the session cookie among the headers of an answer.
     *
     * @param setCookies values of Set-Cookie, e.g. {@code JSESSIONID=0000…:v544d0o0; Path=/; HttpOnly}
     * @param name as in {@link PluginUri#affinityCookie()}; WebSEAL's prefix before it is allowed for
     * @return the last one that is set to a value
     */
    public static Optional<CloneCookie> set(List<String> setCookies, String name) {
        return setCookies.stream()
                .map(header -> header.split(";", 2)[0].strip())
                .filter(pair -> pair.startsWith(name + "=")
                        || (pair.startsWith("AMWEBJCT!") && pair.contains("!" + name + "=")))
                .map(pair -> pair.substring(pair.indexOf(name + "=") + name.length() + 1))
                .flatMap(value -> of(value).stream())
                .reduce((earlier, later) -> later);
    }

    /** Which server of a cluster a session was given to that began without any cookie. */
    public Given given(PluginCluster cluster) {
        if (cloneIds.isEmpty()) {
            return new Given(Placement.NO_CLONE_ID, null);
        }
        if (separator != (cluster.separatorChange() ? '+' : ':')) {
            return new Given(Placement.OTHER_SEPARATOR, null);
        }
        if (cloneIds.size() > 1) {
            return new Given(Placement.NOT_NEW, null);
        }
        String id = cloneIds.get(0);
        if (id.equals(NO_MEMBER)) {
            return new Given(Placement.NO_MEMBER, null);
        }
        return cluster.servers().stream()
                .filter(server -> id.equals(server.cloneId()))
                .findFirst()
                .map(server -> new Given(Placement.MEMBER, server))
                .orElse(new Given(Placement.NO_SERVER, null));
    }
}

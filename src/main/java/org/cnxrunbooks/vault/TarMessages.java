package org.cnxrunbooks.vault;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what GNU tar writes to standard error under the C locale (GNU tar 1.34, messages of {@code create.c} and {@code
 * misc.c}; names stand in {@code --quoting-style=escape}).
 */
final class TarMessages {

    private static final Pattern LINE = Pattern.compile("\\S*tar: (?:(.*): )?(?:Warning: )?(.*)");
    private static final Pattern CHANGED = Pattern.compile("file changed as we read it.*");
    private static final Pattern VANISHED = Pattern.compile("File removed before we read it.*");
    private static final Pattern SHRANK = Pattern.compile("File shrank by .*");
    private static final Pattern SOCKET = Pattern.compile("(?:socket|door) ignored.*");
    private static final Pattern UNREADABLE = Pattern.compile("(?:Cannot |Read error|Unable to |read error).*");
    private static final Pattern CLOSING = Pattern.compile(
            "(?:Exiting with failure status due to previous errors|Error exit delayed from previous errors).*");

    private TarMessages() {}

    static List<Disturbance> read(String errors) {
        List<Disturbance> found = new ArrayList<>();
        for (String line : errors.split("\n", -1)) {
            if (line.isBlank() || found.size() >= PackedStore.MOST_DISTURBANCES) {
                continue;
            }
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                found.add(new Disturbance(Disturbance.Kind.OTHER, "", line));
            } else if (!CLOSING.matcher(matcher.group(2)).matches()) {
                found.add(disturbance(line));
            }
        }
        return found;
    }

    /** The path may hold colons itself: the first one behind which a known message stands ends it. */
    private static Disturbance disturbance(String line) {
        String rest = line.substring(line.indexOf("tar: ") + 5);
        for (int at = rest.indexOf(": "); at >= 0; at = rest.indexOf(": ", at + 1)) {
            Disturbance.Kind kind = kind(rest.substring(at + 2));
            if (kind != Disturbance.Kind.OTHER) {
                return new Disturbance(kind, rest.substring(0, at), line);
            }
        }
        return new Disturbance(Disturbance.Kind.OTHER, "", line);
    }

    private static Disturbance.Kind kind(String message) {
        String text = message.startsWith("Warning: ") ? message.substring(9) : message;
        if (CHANGED.matcher(text).matches()) {
            return Disturbance.Kind.CHANGED;
        } else if (VANISHED.matcher(text).matches()) {
            return Disturbance.Kind.VANISHED;
        } else if (SHRANK.matcher(text).matches()) {
            return Disturbance.Kind.SHRANK;
        } else if (SOCKET.matcher(text).matches()) {
            return Disturbance.Kind.SOCKET_IGNORED;
        } else if (UNREADABLE.matcher(text).matches()) {
            return Disturbance.Kind.UNREADABLE;
        }
        return Disturbance.Kind.OTHER;
    }
}

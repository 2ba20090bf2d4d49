package org.cnxrunbooks.house;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.Optional;

/** The rooms of the house and the level each stands on; a package that is not listed here is no room. */
final class Rooms {

    static final String ROOT = "org.cnxrunbooks";

    static final Map<String, Integer> LEVELS = Map.ofEntries(
            Map.entry("cell", 1),
            Map.entry("evidence", 1),
            Map.entry("evidence.store", 1),
            Map.entry("host", 2),
            Map.entry("host.ssh", 2),
            Map.entry("vault", 3),
            Map.entry("wsadmin", 3),
            Map.entry("database", 3),
            Map.entry("webserver", 3),
            Map.entry("announce", 3),
            Map.entry("engine", 3),
            Map.entry("backup", 4),
            Map.entry("notice", 4),
            Map.entry("ifix", 4),
            Map.entry("restore", 4),
            Map.entry("guard", 4),
            Map.entry("audit", 4),
            Map.entry("app", 5));

    /** Rooms behind another room: they see the room in front of them, and {@code app} alone sees them. */
    static final Map<String, String> BEHIND = Map.of("evidence.store", "evidence", "host.ssh", "host");

    private Rooms() {}

    static Optional<String> roomOf(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(ROOT + ".") ? Optional.of(name.substring(ROOT.length() + 1)) : Optional.empty();
    }

    static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
    }

    /** Whether a class of one room may name a class of another. */
    static boolean mayEnter(String from, String to) {
        if (from.equals(to) || to.equals(BEHIND.get(from))) {
            return true;
        }
        if (BEHIND.containsKey(to)) {
            return from.equals("app");
        }
        return LEVELS.getOrDefault(to, Integer.MAX_VALUE) < LEVELS.getOrDefault(from, 0);
    }
}

package org.cnxrunbooks.backup;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cnxrunbooks.cell.DatabaseInstance;
import org.cnxrunbooks.database.PresentDatabase;

/**
 * What one database instance has.
 *
 * @param present databases by the product's own list
 * @param commands the planned command by configured name
 */
record DatabaseSurvey(
        DatabaseInstance instance,
        String version,
        boolean proven,
        List<PresentDatabase> present,
        Map<String, String> commands) {

    boolean has(String name) {
        return present.stream().anyMatch(database -> database.name().equalsIgnoreCase(name));
    }

    /** 0 where the product does not tell. */
    long bytes(String name) {
        return present.stream()
                .filter(database -> database.name().equalsIgnoreCase(name))
                .mapToLong(database -> Math.max(0, database.bytes()))
                .findFirst()
                .orElse(0);
    }

    List<String> unplanned() {
        List<String> planned = instance.names().stream()
                .map(name -> name.toUpperCase(Locale.ROOT))
                .toList();
        return present.stream()
                .map(PresentDatabase::name)
                .filter(name -> !planned.contains(name.toUpperCase(Locale.ROOT)))
                .toList();
    }
}

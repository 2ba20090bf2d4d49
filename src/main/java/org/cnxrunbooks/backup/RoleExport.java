package org.cnxrunbooks.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cnxrunbooks.evidence.Records;
import org.cnxrunbooks.vault.BackupSet;
import org.cnxrunbooks.vault.StoredText;
import org.cnxrunbooks.wsadmin.ApplicationRoles;
import org.cnxrunbooks.wsadmin.RoleMapping;
import org.cnxrunbooks.wsadmin.Wsadmin;

/**
 * The role mappings of every application, stored in the set and shown to people.
 *
 * @param applications as asked
 * @param texts files in the set, {@code roles/<application>.json}
 */
record RoleExport(List<ApplicationRoles> applications, List<StoredText> texts) {

    static RoleExport export(Wsadmin wsadmin, BackupSet set) {
        List<ApplicationRoles> applications = wsadmin.roles();
        List<StoredText> texts = new ArrayList<>();
        for (ApplicationRoles roles : applications) {
            texts.add(set.putText("roles/" + fileName(roles.application()) + ".json", Records.write(roles)));
        }
        return new RoleExport(applications, texts);
    }

    long mappingCount() {
        return applications.stream().mapToLong(one -> one.roles().size()).sum();
    }

    List<Map<String, String>> rows() {
        return applications.stream()
                .flatMap(one -> one.roles().stream().map(role -> row(one.application(), role)))
                .toList();
    }

    private static Map<String, String> row(String application, RoleMapping role) {
        String special = Stream.of(
                        role.everyone() ? "everyone" : "",
                        role.allAuthenticated() ? "all authenticated" : "",
                        role.allAuthenticatedInTrustedRealms() ? "all authenticated in trusted realms" : "")
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(", "));
        return Map.of(
                "application", application,
                "role", role.role(),
                "special", special,
                "users", String.join(", ", role.users()),
                "groups", String.join(", ", role.groups()));
    }

    /** Letters, digits, blank, dot, dash and underscore stay; everything else becomes its code point, so names stay apart. */
    static String fileName(String application) {
        return application
                .codePoints()
                .mapToObj(point -> Character.isLetterOrDigit(point) && point < 128
                                || point == '-'
                                || point == '_'
                                || point == ' '
                                || point == '.' && !application.startsWith(".")
                        ? Character.toString(point)
                        : "%%%06x".formatted(point))
                .collect(Collectors.joining());
    }
}

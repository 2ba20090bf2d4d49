package org.cnxrunbooks.lab;

import java.util.ArrayList;
import java.util.List;

/** The role mappings of the lab's applications, with every awkwardness that real ones were seen with. */
public final class LabRoles {

    private static final List<String> ENGLISH = List.of(
            "Role",
            "Everyone?",
            "All authenticated?",
            "Mapped users",
            "Mapped groups",
            "All authenticated in trusted realms?",
            "Mapped users access ids",
            "Mapped groups access ids");
    private static final List<String> GERMAN = List.of(
            "Rolle",
            "Jeder?",
            "Alle authentifiziert?",
            "Zugeordnete Benutzer",
            "Zugeordnete Gruppen",
            "Alle in anerkannten Realms authentifiziert?",
            "Zugriffs-IDs der zugeordneten Benutzer",
            "Zugriffs-IDs der zugeordneten Gruppen");

    private LabRoles() {}

    /** One role: name, everyone, authenticated, users, groups, trusted, user ids, group ids. */
    public record Role(
            String name,
            boolean everyone,
            boolean authenticated,
            List<String> users,
            List<String> groups,
            boolean trusted,
            List<String> userIds,
            List<String> groupIds) {}

    public static List<Role> of(String application) {
        if (application.equals("fncs")) {
            return List.of();
        }
        List<Role> roles = new ArrayList<>();
        roles.add(new Role("everyone", true, false, List.of(), List.of(), false, List.of(), List.of()));
        roles.add(new Role("person", false, true, List.of(), List.of(), false, List.of(), List.of()));
        if (application.equals("Homepage")) {
            return roles.subList(0, 1);
        }
        roles.add(new Role("reader", false, false, List.of(), List.of(), true, List.of(), List.of()));
        roles.add(new Role(
                "admin",
                false,
                false,
                List.of("wasadmin", "J\u00fcrgen M\u00fc\u00dfig", "o'neil \"ops\"", "\u5c71\u7530\u592a\u90ce"),
                List.of("cn=admins: first line,ou=groups,o=acme"),
                false,
                List.of(
                        "user:defaultWIMFileBasedRealm/uid=wasadmin,o=defaultWIMFileBasedRealm",
                        "user:ldap.acme:389/uid=jm\u00fcssig,ou=a|b,o=acme",
                        "user:ldap.acme:389/uid=oneil,o=acme",
                        "user:ldap.acme:389/uid=\u5c71\u7530,o=acme"),
                List.of("group:ldap.acme:389/cn=admins: first line,ou=groups,o=acme")));
        if (application.equals("Files")) {
            roles.add(new Role(
                    "search-admin",
                    false,
                    false,
                    List.of("left|right"),
                    List.of(),
                    false,
                    List.of("user:ldap.acme:389/uid=left|right,o=acme"),
                    List.of()));
            roles.add(new Role("Yes", false, false, List.of("no"), List.of("Role:  x"), false, List.of(), List.of()));
        }
        return roles;
    }

    /** As {@code AdminApp.view} words it: an introduction, then eight lines for each role. */
    public static String view(String application, boolean german) {
        StringBuilder text = new StringBuilder(
                german
                        ? "MapRolesToUsers: Benutzer den Rollen zuordnen\n\n"
                                + "Jede Rolle, die in der Anwendung oder im Modul definiert ist,\n"
                                + "muss einem Benutzer zugeordnet werden.\n"
                                + "Beispiel: siehe Hilfe\n\n\n"
                        : "MapRolesToUsers: Mapping users to roles\n\n"
                                + "Each role that is defined in the application or module\n"
                                + "must be mapped to a user or group from the domain's registry.\n\n"
                                + "accessIds: The access ids are required only with cross realm communication.\n"
                                + "users: separated by a pipe.\n\n\n\n\n\n");
        List<String> labels = german ? GERMAN : ENGLISH;
        for (Role role : of(application)) {
            List<String> values = List.of(
                    role.name(),
                    yes(role.everyone(), german),
                    yes(role.authenticated(), german),
                    String.join("|", role.users()),
                    String.join("|", role.groups()),
                    yes(role.trusted(), german),
                    String.join("|", role.userIds()),
                    String.join("|", role.groupIds()));
            for (int i = 0; i < labels.size(); i++) {
                text.append(labels.get(i)).append(":  ").append(values.get(i)).append('\n');
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String yes(boolean value, boolean german) {
        return value ? german ? "Ja" : "Yes" : german ? "Nein" : "No";
    }
}

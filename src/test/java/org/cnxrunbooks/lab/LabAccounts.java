package org.cnxrunbooks.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;

/** The accounts of the demonstration; the password is the name. They exist in the lab alone. */
public final class LabAccounts {

    static final String ADMINISTRATOR = "admin";

    private static final Map<String, List<String>> MEMBERS = new TreeMap<>(Map.of(
            "operators", List.of("ops", "ops2"),
            "approvers", List.of("approver", "approver2"),
            "auditors", List.of("auditor")));

    private LabAccounts() {}

    /** Makes those that are missing; the administrator comes from the configuration. None where a directory has them. */
    public static void create(IdentityService identities) {
        if (identities.isReadOnly()) {
            return;
        }
        MEMBERS.forEach((group, names) -> names.forEach(name -> {
            if (identities.createUserQuery().userId(name).count() == 0) {
                User user = identities.newUser(name);
                user.setFirstName(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
                user.setLastName("of the lab");
                user.setPassword(name);
                identities.saveUser(user);
            }
            if (identities.createUserQuery().userId(name).memberOfGroup(group).count() == 0) {
                identities.createMembership(name, group);
            }
        }));
    }

    /** One line a group, for people. */
    static List<String> lines() {
        List<String> lines = new ArrayList<>();
        MEMBERS.forEach((group, names) -> lines.add(group + ": " + String.join(", ", names)));
        lines.add("administrators: " + ADMINISTRATOR);
        return lines;
    }
}

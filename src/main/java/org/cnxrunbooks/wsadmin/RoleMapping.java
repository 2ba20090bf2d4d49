package org.cnxrunbooks.wsadmin;

import java.util.List;

/**
 * One security role of an application and who holds it.
 *
 * @param role name of the role
 * @param everyone held by everyone, even without log-in
 * @param allAuthenticated held by every user of the application's realm
 * @param allAuthenticatedInTrustedRealms held by every user of any trusted realm
 * @param users names as mapped
 * @param groups names as mapped
 * @param userAccessIds e.g. {@code user:realm/uid=jdoe,o=acme}
 * @param groupAccessIds e.g. {@code group:realm/cn=admins,o=acme}
 * @param columns the values exactly as WebSphere printed them, in its own order; nothing is lost where a name holds the
 *     separator {@code |}
 * @param exact false when a list of names could be split in more than one way; then trust {@code columns}
 */
public record RoleMapping(
        String role,
        boolean everyone,
        boolean allAuthenticated,
        boolean allAuthenticatedInTrustedRealms,
        List<String> users,
        List<String> groups,
        List<String> userAccessIds,
        List<String> groupAccessIds,
        List<String> columns,
        boolean exact) {

    public RoleMapping {
        users = List.copyOf(users);
        groups = List.copyOf(groups);
        userAccessIds = List.copyOf(userAccessIds);
        groupAccessIds = List.copyOf(groupAccessIds);
        columns = List.copyOf(columns);
    }
}

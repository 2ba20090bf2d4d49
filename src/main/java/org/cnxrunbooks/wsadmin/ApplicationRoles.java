package org.cnxrunbooks.wsadmin;

import java.util.List;

/**
 * The role mappings of one application.
 *
 * @param application name as in {@code AdminApp.list()}
 * @param roles in WebSphere's order; empty for an application without roles
 */
public record ApplicationRoles(String application, List<RoleMapping> roles) {

    public ApplicationRoles {
        roles = List.copyOf(roles);
    }
}

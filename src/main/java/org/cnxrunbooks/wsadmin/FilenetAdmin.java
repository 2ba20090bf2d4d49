package org.cnxrunbooks.wsadmin;

/**
 * The user that Connections contacts FileNet with (seed 001, step 3).
 *
 * @param alias J2C authentication alias as the cell has it, e.g. {@code filenetAdmin} or {@code dmgrNode/filenetAdmin}
 * @param userId of the alias
 * @param uniqueName in the federated repository, e.g. {@code uid=wasadmin,o=defaultWIMFileBasedRealm}
 * @param local true when the unique name lies in the file-based realm
 */
public record FilenetAdmin(String alias, String userId, String uniqueName, boolean local) {

    private static final String LOCAL_REALM = "o=defaultWIMFileBasedRealm";

    static FilenetAdmin of(String alias, String userId, String uniqueName) {
        int start = uniqueName.length() - LOCAL_REALM.length();
        boolean local = uniqueName.regionMatches(true, start, LOCAL_REALM, 0, LOCAL_REALM.length());
        return new FilenetAdmin(alias, userId, uniqueName, local);
    }
}

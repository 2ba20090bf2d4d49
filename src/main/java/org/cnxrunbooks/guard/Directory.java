package org.cnxrunbooks.guard;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.cnxrunbooks.cell.Secret;

/**
 * The LDAP directory that people come from. It is read only; passwords are proven by binding.
 *
 * @param account reads people and groups
 * @param memberAttribute what names the members in a group
 * @param groups the engine's groups, and the directory's groups whose members are in them
 */
public record Directory(
        Server server, Account account, Persons persons, String memberAttribute, List<KnownGroup> groups) {

    /** In a group of this attribute members stand by their user id, in every other by their distinguished name. */
    private static final String POSIX_MEMBER = "memberUid";

    /** How the way to the server is kept private. */
    public enum Privacy {
        TLS,
        START_TLS,
        NONE
    }

    /** @param trusted who may have signed its certificate; empty for those that the JVM trusts */
    public record Server(String host, int port, Privacy privacy, List<X509Certificate> trusted) {}

    public record Account(String name, Secret password) {}

    /** Where people stand, and the names of their attributes. */
    public record Persons(String base, String filter, String id, String firstName, String lastName, String mail) {}

    /** @param members distinguished names of the directory's groups */
    public record KnownGroup(String id, String title, List<String> members) {}

    boolean membersStandById() {
        return memberAttribute.equalsIgnoreCase(POSIX_MEMBER);
    }

    public static boolean isDistinguishedName(String text) {
        return !text.isBlank() && DN.isValidDN(text);
    }

    public static boolean isFilter(String text) {
        try {
            Filter.create(text);
            return true;
        } catch (LDAPException e) {
            return false;
        }
    }
}

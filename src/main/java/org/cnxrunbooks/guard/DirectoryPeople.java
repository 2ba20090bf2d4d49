package org.cnxrunbooks.guard;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cnxrunbooks.guard.Directory.KnownGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds people and their groups in the directory. To a directory {@code ops}, {@code OPS} and {@code ops } are one
 * person; here a person has one name, written as the directory writes it, or four eyes could be two. An entry with more
 * than one user id, and one of two entries with the same, is nobody.
 */
final class DirectoryPeople {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryPeople.class);
    private static final int MOST = 1000;

    private final Directory directory;
    private final DirectoryLink link;

    DirectoryPeople(Directory directory, DirectoryLink link) {
        this.directory = directory;
        this.link = link;
    }

    Optional<SearchResultEntry> find(String user) {
        if (user.isBlank()) {
            return Optional.empty();
        }
        String id = directory.persons().id();
        List<SearchResultEntry> found =
                below(directory.persons().base(), SearchScope.SUB, Filter.createEqualityFilter(id, user), 2);
        if (found.size() != 1 || !user.equals(id(found.get(0)))) {
            if (!found.isEmpty()) {
                LOG.warn(
                        "nobody is {}: the directory has {} (expected one entry with one {} of just this spelling)",
                        user.replaceAll("\\p{Cntrl}", " "),
                        found.stream().map(SearchResultEntry::getDN).toList(),
                        id);
            }
            return Optional.empty();
        }
        return Optional.of(found.get(0));
    }

    boolean proves(String user, String password) {
        return find(user)
                .filter(person -> link.proves(person.getDN(), password))
                .isPresent();
    }

    List<SearchResultEntry> all(Filter filter) {
        return below(directory.persons().base(), SearchScope.SUB, filter, MOST).stream()
                .filter(person -> !id(person).isEmpty())
                .toList();
    }

    List<SearchResultEntry> membersOf(KnownGroup group) {
        String attribute = directory.memberAttribute();
        return group.members().stream()
                .flatMap(name -> entry(name, attribute).stream())
                .flatMap(found -> Stream.ofNullable(found.getAttributeValues(attribute)))
                .flatMap(Arrays::stream)
                .distinct()
                .flatMap(member -> (directory.membersStandById() ? find(member) : byName(member)).stream())
                .toList();
    }

    boolean isMember(SearchResultEntry person, KnownGroup group) {
        String member = directory.membersStandById() ? id(person) : person.getDN();
        Filter filter = Filter.createEqualityFilter(directory.memberAttribute(), member);
        return group.members().stream().anyMatch(name -> !link.search(name, SearchScope.BASE, filter, 1, "1.1")
                .isEmpty());
    }

    /** Names of the mapped groups that the directory does not have. */
    List<String> missingGroups() {
        return directory.groups().stream()
                .flatMap(group -> group.members().stream())
                .filter(name -> entry(name, "1.1").isEmpty())
                .toList();
    }

    /** The user id, empty where there is not just one. */
    String id(SearchResultEntry person) {
        String[] ids = person.getAttributeValues(directory.persons().id());
        return ids != null && ids.length == 1 ? ids[0] : "";
    }

    private Optional<SearchResultEntry> byName(String name) {
        try {
            return DN.isDescendantOf(name, directory.persons().base(), true)
                    ? below(name, SearchScope.BASE, Filter.createPresenceFilter("objectClass"), 1).stream()
                            .filter(person -> !id(person).isEmpty())
                            .findFirst()
                    : Optional.empty();
        } catch (LDAPException noName) {
            return Optional.empty();
        }
    }

    private Optional<SearchResultEntry> entry(String name, String attribute) {
        return link.search(name, SearchScope.BASE, Filter.createPresenceFilter("objectClass"), 1, attribute).stream()
                .findFirst();
    }

    private List<SearchResultEntry> below(String base, SearchScope scope, Filter filter, int limit) {
        Directory.Persons persons = directory.persons();
        try {
            return link.search(
                    base,
                    scope,
                    Filter.createANDFilter(Filter.create(persons.filter()), filter),
                    limit,
                    persons.id(),
                    persons.firstName(),
                    persons.lastName(),
                    persons.mail());
        } catch (LDAPException e) {
            throw new IllegalStateException("not checked when it was configured: " + persons.filter(), e);
        }
    }
}

package org.cnxrunbooks.guard;

import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.NativeUserQuery;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.identity.ReadOnlyIdentityProvider;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.GroupEntity;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.cnxrunbooks.guard.Directory.KnownGroup;
import org.jspecify.annotations.Nullable;

/**
 * What the engine asks about people, answered by the directory for one command. People see themselves and their own
 * groups; whom else they see, the engine's authorizations say, as with people of its own.
 */
final class DirectorySession implements ReadOnlyIdentityProvider {

    private final Directory directory;
    private final DirectoryLink link;
    private final DirectoryPeople people;

    DirectorySession(Directory directory) {
        this.directory = directory;
        this.link = new DirectoryLink(directory);
        this.people = new DirectoryPeople(directory, link);
    }

    @Override
    public boolean checkPassword(@Nullable String userId, @Nullable String password) {
        return userId != null && password != null && people.proves(userId, password);
    }

    @Override
    public @Nullable User findUserById(String userId) {
        return people.find(userId).map(this::user).filter(this::mayBeSeen).orElse(null);
    }

    @Override
    public DirectoryUserQuery createUserQuery() {
        return new DirectoryUserQuery(Context.getProcessEngineConfiguration().getCommandExecutorTxRequired());
    }

    @Override
    public DirectoryUserQuery createUserQuery(CommandContext context) {
        return new DirectoryUserQuery(null);
    }

    @Override
    public NativeUserQuery createNativeUserQuery() {
        throw new BadUserRequestException("native query refused: people come from a directory, which knows no SQL");
    }

    @Override
    public @Nullable Group findGroupById(String groupId) {
        return groups(new DirectoryGroupQuery(null).only(groupId)).stream()
                .findFirst()
                .orElse(null);
    }

    @Override
    public DirectoryGroupQuery createGroupQuery() {
        return new DirectoryGroupQuery(Context.getProcessEngineConfiguration().getCommandExecutorTxRequired());
    }

    @Override
    public DirectoryGroupQuery createGroupQuery(CommandContext context) {
        return new DirectoryGroupQuery(null);
    }

    @Override
    public NoTenants createTenantQuery() {
        return new NoTenants(Context.getProcessEngineConfiguration().getCommandExecutorTxRequired());
    }

    @Override
    public NoTenants createTenantQuery(CommandContext context) {
        return new NoTenants(null);
    }

    @Override
    public @Nullable Tenant findTenantById(String id) {
        return null;
    }

    List<User> users(DirectoryUserQuery query) {
        return named(query)
                .map(this::user)
                .filter(query::fits)
                .filter(this::mayBeSeen)
                .sorted(query.order())
                .toList();
    }

    List<Group> groups(DirectoryGroupQuery query) {
        Stream<KnownGroup> groups = directory.groups().stream();
        if (query.getUserId() != null) {
            SearchResultEntry person = people.find(query.getUserId()).orElse(null);
            groups = person == null ? Stream.of() : groups.filter(group -> people.isMember(person, group));
        }
        return groups.map(DirectorySession::group)
                .filter(query::fits)
                .filter(this::mayBeSeen)
                .sorted(Comparator.comparing(Group::getId))
                .toList();
    }

    private Stream<SearchResultEntry> named(DirectoryUserQuery query) {
        if (query.getId() != null) {
            return people.find(query.getId()).stream();
        }
        if (query.getIds() != null) {
            return Stream.of(query.getIds()).distinct().flatMap(id -> people.find(id).stream());
        }
        if (query.getGroupId() != null) {
            return directory.groups().stream()
                    .filter(group -> group.id().equals(query.getGroupId()))
                    .flatMap(group -> people.membersOf(group).stream());
        }
        return people.all(query.filter(directory.persons())).stream();
    }

    private boolean mayBeSeen(User user) {
        return user.getId().equals(Context.getCommandContext().getAuthenticatedUserId())
                || Context.getCommandContext()
                        .getAuthorizationManager()
                        .isAuthorized(Permissions.READ, Resources.USER, user.getId());
    }

    private boolean mayBeSeen(Group group) {
        Authentication who = Context.getCommandContext().getAuthentication();
        return who != null && who.getGroupIds() != null && who.getGroupIds().contains(group.getId())
                || Context.getCommandContext()
                        .getAuthorizationManager()
                        .isAuthorized(Permissions.READ, Resources.GROUP, group.getId());
    }

    private User user(SearchResultEntry person) {
        Directory.Persons names = directory.persons();
        UserEntity user = new UserEntity(people.id(person));
        user.setFirstName(person.getAttributeValue(names.firstName()));
        user.setLastName(person.getAttributeValue(names.lastName()));
        user.setEmail(person.getAttributeValue(names.mail()));
        return user;
    }

    private static Group group(KnownGroup known) {
        GroupEntity group = new GroupEntity(known.id());
        group.setName(known.title());
        return group;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        link.close();
    }
}

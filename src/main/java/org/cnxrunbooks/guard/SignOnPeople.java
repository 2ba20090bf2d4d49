package org.cnxrunbooks.guard;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.identity.db.DbGroupQueryImpl;
import org.camunda.bpm.engine.impl.identity.db.DbIdentityServiceProvider;
import org.camunda.bpm.engine.impl.identity.db.DbUserQueryImpl;
import org.camunda.bpm.engine.impl.persistence.entity.GroupEntity;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * People of the engine's own tables, and the one whose request this is, as the provider told of him. Of others at the
 * provider nothing is known here.
 */
final class SignOnPeople extends DbIdentityServiceProvider {

    /** Who is signed on in the request that is being answered. */
    static Optional<OidcUser> current() {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        return known != null && known.getPrincipal() instanceof OidcUser person
                ? Optional.of(person)
                : Optional.empty();
    }

    static List<String> groups(OidcUser person) {
        return person.getAuthorities().stream()
                .map(group -> group.getAuthority())
                .toList();
    }

    @Override
    public boolean checkPassword(String userId, @Nullable String password) {
        return known(userId).isEmpty() && super.checkPassword(userId, password);
    }

    @Override
    public UserEntity findUserById(String userId) {
        return known(userId).map(SignOnPeople::user).orElseGet(() -> super.findUserById(userId));
    }

    @Override
    public List<User> findUserByQueryCriteria(DbUserQueryImpl query) {
        return known(query.getId())
                .map(person -> List.<User>of(user(person)))
                .orElseGet(() -> super.findUserByQueryCriteria(query));
    }

    @Override
    public long findUserCountByQueryCriteria(DbUserQueryImpl query) {
        return known(query.getId()).isPresent() ? 1 : super.findUserCountByQueryCriteria(query);
    }

    @Override
    public List<Group> findGroupByQueryCriteria(DbGroupQueryImpl query) {
        return known(query.getUserId())
                .map(person -> groups(person).stream()
                        .filter(id -> query.getId() == null || query.getId().equals(id))
                        .filter(id -> query.getIds() == null
                                || Arrays.asList(query.getIds()).contains(id))
                        .<Group>map(SignOnPeople::group)
                        .toList())
                .orElseGet(() -> super.findGroupByQueryCriteria(query));
    }

    @Override
    public long findGroupCountByQueryCriteria(DbGroupQueryImpl query) {
        return known(query.getUserId()).isPresent()
                ? findGroupByQueryCriteria(query).size()
                : super.findGroupCountByQueryCriteria(query);
    }

    private static Optional<OidcUser> known(@Nullable String user) {
        return current().filter(person -> person.getName().equals(user));
    }

    private static UserEntity user(OidcUser person) {
        UserEntity user = new UserEntity(person.getName());
        user.setFirstName(person.getGivenName());
        user.setLastName(person.getFamilyName());
        user.setEmail(person.getEmail());
        return user;
    }

    private static GroupEntity group(String id) {
        GroupEntity group = new GroupEntity(id);
        group.setName(id);
        return group;
    }
}

package org.cnxrunbooks.guard;

import com.unboundid.ldap.sdk.Filter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.Direction;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.QueryOrderingProperty;
import org.camunda.bpm.engine.impl.UserQueryImpl;
import org.camunda.bpm.engine.impl.UserQueryProperty;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.jspecify.annotations.Nullable;

/** A question about people. Names are searched by the directory; everything is judged once more here. */
final class DirectoryUserQuery extends UserQueryImpl {

    private static final long serialVersionUID = 1;

    private static final Map<String, Function<User, @Nullable String>> ORDERS = Map.of(
            UserQueryProperty.USER_ID.getName(), User::getId,
            UserQueryProperty.FIRST_NAME.getName(), User::getFirstName,
            UserQueryProperty.LAST_NAME.getName(), User::getLastName,
            UserQueryProperty.EMAIL.getName(), User::getEmail);

    DirectoryUserQuery(@Nullable CommandExecutor engine) {
        commandExecutor = engine;
    }

    @Override
    public long executeCount(CommandContext context) {
        return found(context).size();
    }

    @Override
    public List<User> executeList(CommandContext context, @Nullable Page page) {
        return found(context).stream()
                .skip(getFirstResult())
                .limit(getMaxResults())
                .toList();
    }

    private List<User> found(CommandContext context) {
        if (procDefId != null || tenantId != null) {
            throw new BadUserRequestException("query refused: people come from a directory (observed potential starters"
                    + " or a tenant, expected id, name, e-mail address or group)");
        }
        return ((DirectorySession) context.getReadOnlyIdentityProvider()).users(this);
    }

    /** What the directory searches; values are escaped by being values. */
    Filter filter(Directory.Persons names) {
        List<Filter> all = new ArrayList<>();
        all.add(Filter.createPresenceFilter(names.id()));
        LikePattern.of(firstName, firstNameLike).forEach(like -> all.add(like.filter(names.firstName())));
        LikePattern.of(lastName, lastNameLike).forEach(like -> all.add(like.filter(names.lastName())));
        LikePattern.of(email, emailLike).forEach(like -> all.add(like.filter(names.mail())));
        return Filter.createANDFilter(all);
    }

    boolean fits(User user) {
        return LikePattern.of(firstName, firstNameLike).allMatch(like -> like.fits(user.getFirstName()))
                && LikePattern.of(lastName, lastNameLike).allMatch(like -> like.fits(user.getLastName()))
                && LikePattern.of(email, emailLike).allMatch(like -> like.fits(user.getEmail()));
    }

    Comparator<User> order() {
        Comparator<User> order = Comparator.comparing(user -> 0);
        for (QueryOrderingProperty property : getOrderingProperties()) {
            Function<User, @Nullable String> field =
                    ORDERS.getOrDefault(property.getQueryProperty().getName(), User::getId);
            Comparator<User> next = Comparator.comparing(user -> Objects.requireNonNullElse(field.apply(user), ""));
            order = order.thenComparing(Direction.DESCENDING.equals(property.getDirection()) ? next.reversed() : next);
        }
        return order.thenComparing(User::getId);
    }
}

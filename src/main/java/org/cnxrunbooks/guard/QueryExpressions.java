package org.cnxrunbooks.guard;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.cmd.AbstractExecuteFilterCmd;
import org.camunda.bpm.engine.impl.cmd.SaveFilterCmd;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.persistence.entity.FilterEntity;
import org.jspecify.annotations.Nullable;

/**
 * No expression in any query that a person sends: an expression runs code in this process. The engine looks at the outer
 * query only and evaluates those of its {@code orQueries} unseen (CVE-2026-109432, no community fix). A stored filter
 * may say {@code ${currentUser()}}, {@code ${currentUserGroups()}} and {@code ${now()}} and nothing else, whoever stored it.
 */
final class QueryExpressions implements CommandRule {

    private static final Set<String> HARMLESS = Set.of("${currentUser()}", "${currentUserGroups()}", "${now()}");

    @Override
    public void judge(Command<?> command, Authentication who, EngineFacts facts) {
        if (command instanceof AbstractExecuteFilterCmd) {
            refuse(Fields.read(command, "extendingQuery"), Set.of());
            refuse(
                    facts.read(context -> {
                        FilterEntity stored =
                                context.getFilterManager().findFilterById(Fields.text(command, "filterId"));
                        return stored == null ? null : stored.getQuery();
                    }),
                    HARMLESS);
        } else if (command instanceof SaveFilterCmd && Fields.read(command, "filter") instanceof FilterEntity filter) {
            refuse(filter.getQuery(), HARMLESS);
        } else {
            refuse(command, Set.of());
        }
    }

    static void refuse(@Nullable Object query, Set<String> accepted) {
        refuse(query, accepted, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static void refuse(@Nullable Object candidate, Set<String> accepted, Set<Object> seen) {
        if (!(candidate instanceof AbstractQuery<?, ?> query) || !seen.add(query)) {
            return;
        }
        if (!accepted.containsAll(query.getExpressions().values())) {
            throw new BadUserRequestException("Query refused: expressions in a query (observed "
                    + new TreeSet<>(query.getExpressions().keySet())
                    + ", expected none). HINT: send plain values.");
        }
        subQueries(query).forEach(sub -> refuse(sub, accepted, seen));
    }

    /** Task, process instance and two history queries keep theirs behind a getter of that name, without a common type. */
    private static Collection<?> subQueries(AbstractQuery<?, ?> query) {
        try {
            Method getter = query.getClass().getMethod("getQueries");
            return getter.invoke(query) instanceof Collection<?> queries ? queries : Set.of();
        } catch (NoSuchMethodException none) {
            return Set.of();
        } catch (ReflectiveOperationException unreadable) {
            throw new IllegalStateException(
                    "Cannot look into " + query.getClass().getName(), unreadable);
        }
    }
}

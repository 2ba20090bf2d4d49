package org.cnxrunbooks.guard;

import java.util.Arrays;
import java.util.List;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.GroupQueryImpl;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.jspecify.annotations.Nullable;

/** A question about groups: there are the few that the configuration maps. */
final class DirectoryGroupQuery extends GroupQueryImpl {

    private static final long serialVersionUID = 1;

    DirectoryGroupQuery(@Nullable CommandExecutor engine) {
        commandExecutor = engine;
    }

    DirectoryGroupQuery only(String group) {
        groupId(group);
        return this;
    }

    @Override
    public long executeCount(CommandContext context) {
        return found(context).size();
    }

    @Override
    public List<Group> executeList(CommandContext context, @Nullable Page page) {
        return found(context).stream()
                .skip(getFirstResult())
                .limit(getMaxResults())
                .toList();
    }

    private List<Group> found(CommandContext context) {
        if (procDefId != null || tenantId != null) {
            throw new BadUserRequestException("query refused: groups come from a directory (observed potential starters"
                    + " or a tenant, expected id, name or member)");
        }
        return ((DirectorySession) context.getReadOnlyIdentityProvider()).groups(this);
    }

    boolean fits(Group group) {
        return (id == null || id.equals(group.getId()))
                && (ids == null || Arrays.asList(ids).contains(group.getId()))
                && (type == null || type.equals(group.getType()))
                && LikePattern.of(name, nameLike).allMatch(like -> like.fits(group.getName()));
    }
}

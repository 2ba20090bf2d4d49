package org.cnxrunbooks.guard;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.impl.cmd.AddCommentCmd;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SaveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;

/**
 * A task is done by a member of the group its model names, at the moment it is done; and what {@code approvers} decide
 * is never decided by the person who started the run or took part in planning it, by whatever account. Administrators are
 * no exception.
 */
final class FourEyes implements CommandRule {

    static final String APPROVERS = "approvers";

    @Override
    public void judge(Command<?> command, Authentication who, EngineFacts facts) {
        if (command instanceof CompleteTaskCmd || command instanceof SubmitTaskFormCmd) {
            judge("complete", Fields.text(command, "taskId"), who.getUserId(), facts);
        } else if (command instanceof ClaimTaskCmd || command instanceof AssignTaskCmd) {
            judge("assign", Fields.text(command, "taskId"), Fields.text(command, "userId"), facts);
        } else if (command instanceof SaveTaskCmd && Fields.read(command, "task") instanceof TaskEntity changed) {
            refuseDisguise(changed, who.getUserId(), facts);
            judge("assign", changed.getId(), changed.getAssignee(), facts);
        } else if (command instanceof AddCommentCmd) {
            refuseOnlookers(Fields.text(command, "taskId"), who.getUserId(), facts);
        }
    }

    /** The engine lets everybody comment who may read; here it is for the starter and for those whose task it is. */
    private static void refuseOnlookers(@Nullable String task, String user, EngineFacts facts) {
        TaskFacts found = task == null ? null : facts.read(context -> TaskFacts.of(context, task));
        if (found == null
                || !(found.starters().contains(user)
                        || found.users().contains(user)
                        || facts.groupsOf(user).stream().anyMatch(found.groups()::contains))) {
            throw new AuthorizationException("Cannot comment: " + user + " neither started the run nor may work on the"
                    + " task (observed an onlooker, expected one of them). HINT: tell one of them.");
        }
    }

    private static void judge(String act, @Nullable String task, @Nullable String user, EngineFacts facts) {
        if (task == null || user == null || user.isEmpty()) {
            return;
        }
        TaskFacts found = facts.read(context -> TaskFacts.of(context, task));
        if (found == null) {
            return; // the engine says so itself
        }
        if (found.groups().contains(APPROVERS)) {
            refuseSamePerson(act, user, found, found.starters(), "started this run (observed the starter", facts);
            refuseSamePerson(
                    act, user, found, found.planners(), "took part in planning this run (observed a planner", facts);
        }
        Set<String> named = found.groups();
        if (!named.isEmpty() && !found.users().contains(user)) {
            List<String> groups = facts.groupsOf(user);
            if (groups.stream().noneMatch(named::contains)) {
                throw new AuthorizationException("Cannot " + act + " " + found.element() + ": " + user
                        + " is no member of " + String.join(", ", named) + " (observed "
                        + (groups.isEmpty() ? "no group" : String.join(", ", groups)) + ", expected "
                        + String.join(" or ", named)
                        + "). HINT: groups are kept where people are: in Camunda Admin or in the directory.");
            }
        }
    }

    private static void refuseSamePerson(
            String act, String user, TaskFacts task, Set<String> others, String part, EngineFacts facts) {
        for (String other : others) {
            if (facts.isSamePerson(user, other)) {
                String account = user.equals(other) ? "" : ", as " + other + ",";
                throw new AuthorizationException("Cannot " + act + " " + task.element() + ": " + user + account + " "
                        + part + ", expected a second person). HINT: another member of " + APPROVERS + " decides.");
            }
        }
    }

    /** What people read in the task list stays what the model says. */
    private static void refuseDisguise(TaskEntity changed, String user, EngineFacts facts) {
        TaskEntity kept = facts.read(context -> context.getTaskManager().findTaskById(changed.getId()));
        if (kept == null || !identity(kept).equals(identity(changed))) {
            throw new AuthorizationException("Cannot change " + changed.getTaskDefinitionKey() + ": name, description,"
                    + " owner, delegation and parent come from the model (observed user " + user
                    + ", expected nobody). HINT: assignee, priority, due date and follow-up date may be changed.");
        }
    }

    private static List<String> identity(TaskEntity task) {
        return Stream.of(
                        task.getName(),
                        task.getDescription(),
                        task.getOwner(),
                        task.getDelegationState(),
                        task.getParentTaskId(),
                        task.getCaseInstanceId(),
                        task.getTenantId())
                .map(Objects::toString)
                .toList();
    }
}

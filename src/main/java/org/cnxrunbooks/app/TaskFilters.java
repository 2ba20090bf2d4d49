package org.cnxrunbooks.app;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;

/** The lists that Tasklist shows on its left, made once by their names, each for those whom it concerns. */
final class TaskFilters {

    private static final String ME = "${currentUser()}";

    /** What each card of a list says beside the name of the task. */
    private static final List<Map<String, String>> SHOWN =
            List.of(shown("cellName", "Cell"), shown("changeReference", "Change"));

    private final FilterService filters;
    private final TaskService tasks;
    private final Grants grants;

    TaskFilters(FilterService filters, TaskService tasks, Grants grants) {
        this.filters = filters;
        this.tasks = tasks;
        this.grants = grants;
    }

    void create() {
        create(
                "My approvals",
                10,
                "Plans that wait for an approver's decision",
                tasks.createTaskQuery().taskCandidateGroup(Role.APPROVERS.id()).includeAssignedTasks(),
                Role.APPROVERS);
        create(
                "Waiting for operators",
                20,
                "Checks, confirmations and decisions on failures",
                tasks.createTaskQuery().taskCandidateGroup(Role.OPERATORS.id()).includeAssignedTasks(),
                Role.OPERATORS);
        create(
                "Runs I started",
                30,
                "Whatever your runs wait for, also where somebody else has to decide",
                tasks.createTaskQuery().taskOwnerExpression(ME),
                Role.OPERATORS);
        create(
                "Overdue",
                40,
                "What should have been decided by now",
                tasks.createTaskQuery().dueBeforeExpression("${now()}"),
                Role.APPROVERS,
                Role.OPERATORS);
        create(
                "My tasks",
                50,
                "What you have claimed",
                tasks.createTaskQuery().taskAssigneeExpression(ME),
                Role.APPROVERS,
                Role.OPERATORS);
        create("All tasks", 60, "Every task that you may see", tasks.createTaskQuery(), Role.APPROVERS, Role.OPERATORS);
    }

    private void create(String name, int position, String description, TaskQuery query, Role... readers) {
        Filter filter = filters.createTaskFilterQuery().filterName(name).list().stream()
                .findFirst()
                .orElseGet(() -> filters.saveFilter(filters.newTaskFilter(name)
                        .setQuery(query)
                        .setProperties(Map.of(
                                "priority", position,
                                "description", description,
                                "refresh", true,
                                "variables", SHOWN,
                                "showUndefinedVariable", false))));
        for (Role reader : readers) {
            grants.allow(reader.id(), Resources.FILTER, filter.getId(), Permissions.READ);
        }
    }

    private static Map<String, String> shown(String variable, String label) {
        return Map.of("name", variable, "label", label);
    }
}

package org.cnxrunbooks.app;

import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;

/** The lists that Tasklist shows on its left, made once by their names. */
final class TaskFilters {

    private final FilterService filters;
    private final TaskService tasks;

    TaskFilters(FilterService filters, TaskService tasks) {
        this.filters = filters;
        this.tasks = tasks;
    }

    void create() {
        create("All tasks", 10, "Every task that you may see", tasks.createTaskQuery());
        create(
                "My tasks",
                20,
                "What you have claimed",
                tasks.createTaskQuery().taskAssigneeExpression("${currentUser()}"));
        create(
                "Free tasks of my groups",
                30,
                "What waits for somebody like you",
                tasks.createTaskQuery().taskCandidateGroupInExpression("${currentUserGroups()}"));
    }

    private void create(String name, int position, String description, TaskQuery query) {
        if (filters.createTaskFilterQuery().filterName(name).count() > 0) {
            return;
        }
        Filter filter = filters.newTaskFilter(name);
        filter.setQuery(query);
        filter.setProperties(Map.of(
                "priority", position, "description", description, "refresh", true, "showUndefinedVariable", false));
        filters.saveFilter(filter);
    }
}

package org.coincide.engine.people;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

/** The filters of Tasklist: one with all tasks for operators, and one for each group. */
@Component
class TasklistFilters {

    private static final String ALL = "All tasks";
    private static final int FIRST = 0;
    private static final int SECOND = 10;

    /** The task variables that the list shows as columns. */
    private static final List<Map<String, String>> COLUMNS = List.of(
            column(TaskOrderVariables.REFERENCE, "Order"),
            column(TaskOrderVariables.ABOUT, "About"),
            column(TaskOrderVariables.CLIENT, "Client"),
            column(TaskOrderVariables.TRADE, "Trade"));

    private final FilterService filters;
    private final TaskService tasks;
    private final GroupAuthorizations rights;

    TasklistFilters(FilterService filters, TaskService tasks, GroupAuthorizations rights) {
        this.filters = filters;
        this.tasks = tasks;
        this.rights = rights;
    }

    void createForAll() {
        if (isMissing(ALL)) {
            save(ALL, "All open tasks", FIRST, tasks.createTaskQuery());
        }
    }

    /** Creates the filter of a group, which includes claimed tasks. */
    void createFor(WorkGroup group) {
        if (isMissing(group.name())) {
            TaskQuery ofGroup =
                    tasks.createTaskQuery().taskCandidateGroup(group.id()).includeAssignedTasks();
            Filter created = save(group.name(), "Open tasks of the group " + group.id(), SECOND, ofGroup);
            rights.grantFilter(group, created.getId());
        }
    }

    private boolean isMissing(String name) {
        return filters.createTaskFilterQuery().filterName(name).count() == 0;
    }

    private Filter save(String name, String description, int priority, TaskQuery query) {
        return filters.saveFilter(filters.newTaskFilter(name)
                .setQuery(query)
                .setProperties(Map.of(
                        "description", description,
                        "priority", priority,
                        "refresh", true,
                        "variables", COLUMNS,
                        "showUndefinedVariable", false)));
    }

    private static Map<String, String> column(String variable, String label) {
        return Map.of("name", variable, "label", label);
    }
}

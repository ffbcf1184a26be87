package org.coincide.engine.operations.trades;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

/** Counts the tasks that wait for people, by group. */
@Component
class OpenTasks {

    /** For an operator, the engine executes no query without a limit. */
    private static final int MOST = 200;

    /**
     * The open tasks of a group. A task for several groups counts for each.
     *
     * @param group id of the group; null for the tasks of no group
     * @param name display name of the group; null for the tasks of no group
     * @param tasks number of open tasks, claimed or not
     * @param unclaimed number of those that nobody has claimed
     * @param overdue number of those whose due date has passed
     * @param oldest time since which the oldest is open
     * @param filter id of Tasklist's filter of the same name; null if there is none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record GroupTasks(
            String group, String name, long tasks, long unclaimed, long overdue, Instant oldest, String filter) {}

    private final TaskService tasks;
    private final IdentityService identities;
    private final FilterService filters;
    private final Clock clock;

    OpenTasks(TaskService tasks, IdentityService identities, FilterService filters, Clock clock) {
        this.tasks = tasks;
        this.identities = identities;
        this.filters = filters;
        this.clock = clock;
    }

    /** The groups with open tasks, most tasks first, and the tasks of no group last. */
    List<GroupTasks> byGroup() {
        Map<String, String> filterIds =
                filters.createTaskFilterQuery().orderByFilterId().desc().listPage(0, MOST).stream()
                        .collect(Collectors.toMap(Filter::getName, Filter::getId, (first, second) -> first));
        List<GroupTasks> found = new ArrayList<>();
        for (Group group : identities.createGroupQuery().listPage(0, MOST)) {
            GroupTasks open = of(group.getId(), group.getName(), filterIds.get(group.getName()));
            if (open.tasks() > 0) {
                found.add(open);
            }
        }
        found.sort(Comparator.comparingLong(GroupTasks::tasks).reversed());
        GroupTasks ofNoGroup = of(null, null, null);
        if (ofNoGroup.tasks() > 0) {
            found.add(ofNoGroup);
        }
        return List.copyOf(found);
    }

    private GroupTasks of(String group, String name, String filterId) {
        long count = query(group).count();
        if (count == 0) {
            return new GroupTasks(group, name, 0, 0, 0, null, filterId);
        }
        return new GroupTasks(
                group,
                name,
                count,
                query(group).taskUnassigned().count(),
                query(group).dueBefore(Date.from(clock.instant())).count(),
                query(group).orderByTaskCreateTime().asc().listPage(0, 1).stream()
                        .map(Task::getCreateTime)
                        .map(Date::toInstant)
                        .findFirst()
                        .orElse(null),
                filterId);
    }

    private TaskQuery query(String group) {
        TaskQuery query = tasks.createTaskQuery();
        return group == null
                ? query.withoutCandidateGroups()
                : query.taskCandidateGroup(group).includeAssignedTasks();
    }
}

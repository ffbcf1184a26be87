package org.coincide.engine.operations;

import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tasklist shows tasks through filters alone. Where there is none yet, it gets one, so that nobody faces an empty page. */
@Component
class TasklistFilter {

    private final FilterService filters;
    private final TaskService tasks;

    TasklistFilter(FilterService filters, TaskService tasks) {
        this.filters = filters;
        this.tasks = tasks;
    }

    /** When the server is ready: a filter that an operator has made is left as it is, and stays the only one. */
    @EventListener(ApplicationReadyEvent.class)
    void make() {
        if (filters.createTaskFilterQuery().count() > 0) {
            return;
        }
        Filter all = filters.newTaskFilter("All tasks")
                .setQuery(tasks.createTaskQuery())
                .setProperties(Map.of("description", "Whatever waits for a person", "priority", 0, "refresh", true));
        filters.saveFilter(all);
    }
}

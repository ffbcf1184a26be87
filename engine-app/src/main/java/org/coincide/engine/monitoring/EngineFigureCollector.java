package org.coincide.engine.monitoring;

import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.TaskCountByCandidateGroupResult;
import org.coincide.engine.monitoring.Figures.EngineFigures;
import org.springframework.stereotype.Component;

/** Counts incidents, jobs and tasks of the engine. */
@Component
class EngineFigureCollector {

    private static final String WITHOUT_GROUP = "none";

    private final RuntimeService runtime;
    private final ManagementService management;
    private final TaskService tasks;
    private final MonitoringProperties properties;

    EngineFigureCollector(
            RuntimeService runtime, ManagementService management, TaskService tasks, MonitoringProperties properties) {
        this.runtime = runtime;
        this.management = management;
        this.tasks = tasks;
        this.properties = properties;
    }

    EngineFigures collect() {
        return new EngineFigures(
                runtime.createIncidentQuery().count(),
                management.createJobQuery().active().executable().count(),
                openTasks(),
                properties.overdueTasks().isEmpty()
                        ? 0
                        : tasks.createTaskQuery()
                                .taskDefinitionKeyIn(properties.overdueTasks().toArray(String[]::new))
                                .count());
    }

    private Map<String, Long> openTasks() {
        return tasks.createTaskReport().taskCountByCandidateGroup().stream()
                .collect(Collectors.toMap(
                        EngineFigureCollector::group, count -> (long) count.getTaskCount(), Long::sum));
    }

    private static String group(TaskCountByCandidateGroupResult count) {
        return count.getGroupName() == null ? WITHOUT_GROUP : count.getGroupName();
    }
}

package org.coincide.engine.operations.trades;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.stereotype.Component;

/** Retries and suspends the processes of a trade. */
@Component
class FailedSteps {

    /** For an operator, the engine executes no query without a limit. */
    private static final int MOST = 200;

    private final RuntimeService runtime;
    private final ManagementService management;
    private final ExternalTaskService externalTasks;
    private final ElementNames names;
    private final Clock clock;
    private final int retries;

    FailedSteps(
            RuntimeService runtime,
            ManagementService management,
            ExternalTaskService externalTasks,
            ElementNames names,
            ProcessEngine engine,
            Clock clock) {
        this.runtime = runtime;
        this.management = management;
        this.externalTasks = externalTasks;
        this.names = names;
        this.clock = clock;
        this.retries = engine.getProcessEngineConfiguration().getDefaultNumberOfRetries();
    }

    /** Makes the failed jobs due now, and gives failed external tasks back; returns the names of the elements. */
    List<String> retry(String tradingId) {
        List<String> elements = new ArrayList<>();
        for (ProcessInstance instance : instances(tradingId)) {
            for (Job job : management
                    .createJobQuery()
                    .processInstanceId(instance.getId())
                    .withException()
                    .listPage(0, MOST)) {
                elements.add(retry(job));
            }
            externalTasks
                    .createExternalTaskQuery()
                    .processInstanceId(instance.getId())
                    .noRetriesLeft()
                    .listPage(0, MOST)
                    .forEach(task -> {
                        externalTasks.setRetries(task.getId(), 1);
                        elements.add(name(task.getProcessDefinitionId(), task.getActivityId()));
                    });
        }
        return elements;
    }

    private String retry(Job job) {
        String element =
                management.createJobDefinitionQuery().jobDefinitionId(job.getJobDefinitionId()).listPage(0, 1).stream()
                        .map(definition -> name(job.getProcessDefinitionId(), definition.getActivityId()))
                        .findFirst()
                        .orElse(job.getId());
        if (job.getRetries() == 0) {
            management.setJobRetries(job.getId(), retries);
        }
        management.setJobDuedate(job.getId(), Date.from(clock.instant()));
        return element;
    }

    private String name(String definitionId, String element) {
        return names.of(definitionId, element).orElse(element);
    }

    /** Suspends or activates the process instances that are not yet so; returns their number. */
    int setSuspended(String tradingId, boolean suspended) {
        List<ProcessInstance> changed = instances(tradingId).stream()
                .filter(instance -> instance.isSuspended() != suspended)
                .toList();
        changed.forEach(instance -> {
            if (suspended) {
                runtime.suspendProcessInstanceById(instance.getId());
            } else {
                runtime.activateProcessInstanceById(instance.getId());
            }
        });
        return changed.size();
    }

    private List<ProcessInstance> instances(String tradingId) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(tradingId)
                .listPage(0, MOST);
    }
}

package org.coincide.engine.operations.processes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstanceQuery;
import org.coincide.engine.operations.processes.MigrationReport.Instance;
import org.coincide.engine.operations.processes.MigrationReport.Version;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** Moves running process instances to another version of their model, each in a transaction of its own. */
@Component
class Migrations {

    private final RepositoryService models;
    private final RuntimeService engine;
    private final MigrationPlans plans;
    private final InstanceMove move;
    private final MigrationSettings settings;

    Migrations(
            RepositoryService models,
            RuntimeService engine,
            MigrationPlans plans,
            InstanceMove move,
            MigrationSettings settings) {
        this.models = models;
        this.engine = engine;
        this.plans = plans;
        this.move = move;
        this.settings = settings;
    }

    /** @throws ErrorResponseException where there is no such version, or the plan does not work */
    MigrationReport migrate(String process, MigrationRequest request) {
        ProcessDefinition to = version(process, request.toVersion());
        List<Instance> instances = new ArrayList<>();
        long all = 0;
        for (ProcessDefinition from : sources(process, request, to)) {
            long running = running(from).count();
            all += running;
            if (running > 0 && instances.size() < settings.atMost()) {
                MigrationPlan plan = plans.plan(from, to, request);
                running(from).listPage(0, settings.atMost() - instances.size()).stream()
                        .map(instance -> move.of(instance, from.getVersion(), plan, request.dryRun()))
                        .forEach(instances::add);
            }
        }
        return MigrationReport.of(
                process, new Version(to.getVersion(), to.getVersionTag()), request.dryRun(), instances, all);
    }

    private ProcessInstanceQuery running(ProcessDefinition definition) {
        return engine.createProcessInstanceQuery()
                .processDefinitionId(definition.getId())
                .orderByBusinessKey()
                .asc();
    }

    private List<ProcessDefinition> sources(String process, MigrationRequest request, ProcessDefinition to) {
        if (request.fromVersion() != null) {
            ProcessDefinition from = version(process, request.fromVersion());
            if (from.getId().equals(to.getId())) {
                throw problem(
                        HttpStatus.BAD_REQUEST,
                        "From version %d to itself nothing can move.".formatted(to.getVersion()));
            }
            return List.of(from);
        }
        return models.createProcessDefinitionQuery().processDefinitionKey(process).unlimitedList().stream()
                .filter(definition -> definition.getVersion() < to.getVersion())
                .sorted(Comparator.comparingInt(ProcessDefinition::getVersion))
                .toList();
    }

    private ProcessDefinition version(String process, Integer version) {
        var query = models.createProcessDefinitionQuery().processDefinitionKey(process);
        ProcessDefinition found =
                (version == null ? query.latestVersion() : query.processDefinitionVersion(version)).singleResult();
        if (found == null) {
            throw problem(
                    HttpStatus.NOT_FOUND,
                    version == null
                            ? "There is no process %s.".formatted(process)
                            : "There is no version %d of the process %s.".formatted(version, process));
        }
        return found;
    }

    private static ErrorResponseException problem(HttpStatus status, String detail) {
        ErrorResponseException problem = new ErrorResponseException(status);
        problem.setDetail(detail);
        return problem;
    }
}

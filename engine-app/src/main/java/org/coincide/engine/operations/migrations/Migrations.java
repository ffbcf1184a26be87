package org.coincide.engine.operations.migrations;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.coincide.engine.operations.migrations.MigrationReport.Instance;
import org.coincide.engine.operations.migrations.MigrationReport.Version;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** Moves running process instances to another version of their model, each in a transaction of its own. */
@Component
class Migrations {

    private final RepositoryService models;
    private final RuntimeService engine;
    private final MigrationPlans plans;
    private final InstanceMigration move;
    private final MigrationProperties settings;

    Migrations(
            RepositoryService models,
            RuntimeService engine,
            MigrationPlans plans,
            InstanceMigration move,
            MigrationProperties settings) {
        this.models = models;
        this.engine = engine;
        this.plans = plans;
        this.move = move;
        this.settings = settings;
    }

    /** @throws ErrorResponseException where there is no such version, or the plan does not work */
    MigrationReport migrate(String process, MigrationRequest request) {
        ProcessDefinition to = version(process, request.toVersion());
        Map<String, ProcessDefinition> sources = sources(process, request, to).stream()
                .collect(Collectors.toMap(ProcessDefinition::getId, Function.identity()));
        List<ProcessInstance> ahead = ahead(sources.keySet(), request);
        Map<String, MigrationPlan> planned = new HashMap<>();
        List<Instance> instances = ahead.stream()
                .limit(settings.atMost())
                .map(instance -> {
                    ProcessDefinition from = sources.get(instance.getProcessDefinitionId());
                    MigrationPlan plan = planned.computeIfAbsent(from.getId(), id -> plans.plan(from, to, request));
                    return move.of(instance, from.getVersion(), plan, request.dryRun());
                })
                .toList();
        return MigrationReport.of(
                process,
                new Version(to.getVersion(), to.getVersionTag()),
                request.dryRun(),
                instances,
                ahead.size() - instances.size());
    }

    /**
     * What no answer before has named. By their ids, which neither a move nor another order changes: whoever goes on behind the
     * last meets each once, however many of them cannot move.
     */
    private List<ProcessInstance> ahead(Collection<String> sources, MigrationRequest request) {
        return sources.stream()
                .flatMap(from -> engine.createProcessInstanceQuery().processDefinitionId(from).unlimitedList().stream())
                .filter(instance -> request.after() == null || instance.getId().compareTo(request.after()) > 0)
                .sorted(Comparator.comparing(ProcessInstance::getId))
                .toList();
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

package org.coincide.engine.operations.migrations;

import java.util.Collection;
import java.util.Comparator;
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

/** Migrates process instances to another version of their model, each in its own transaction. */
@Component
class Migrations {

    private final RepositoryService models;
    private final RuntimeService engine;
    private final MigrationPlans plans;
    private final InstanceMigration migration;
    private final MigrationProperties properties;

    Migrations(
            RepositoryService models,
            RuntimeService engine,
            MigrationPlans plans,
            InstanceMigration migration,
            MigrationProperties properties) {
        this.models = models;
        this.engine = engine;
        this.plans = plans;
        this.migration = migration;
        this.properties = properties;
    }

    /**
     * Migrates instances of a process.
     *
     * @throws ErrorResponseException if a version does not exist, or a plan is invalid; then no instance has moved
     */
    MigrationReport migrate(String process, MigrationRequest request) {
        ProcessDefinition to = version(targetOf(process, request), request.toVersion());
        Map<String, ProcessDefinition> sources = sources(process, request, to).stream()
                .collect(Collectors.toMap(ProcessDefinition::getId, Function.identity()));
        List<ProcessInstance> remaining = remaining(sources.keySet(), request);
        Map<String, MigrationPlan> planned = plans(remaining, sources, to, request);
        List<Instance> instances = remaining.stream()
                .limit(properties.atMost())
                .map(instance -> {
                    String from = instance.getProcessDefinitionId();
                    return migration.migrate(
                            instance, sources.get(from).getVersion(), planned.get(from), request.dryRun());
                })
                .toList();
        return MigrationReport.of(
                process,
                new Version(to.getKey(), to.getVersion(), to.getVersionTag()),
                request.dryRun(),
                instances,
                remaining.size() - instances.size());
    }

    /** Returns the plans of all versions with instances. An invalid one must be refused before the first instance has moved. */
    private Map<String, MigrationPlan> plans(
            List<ProcessInstance> remaining,
            Map<String, ProcessDefinition> sources,
            ProcessDefinition to,
            MigrationRequest request) {
        return remaining.stream()
                .map(ProcessInstance::getProcessDefinitionId)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), from -> plans.plan(sources.get(from), to, request)));
    }

    /**
     * Returns the instances after the last one of the previous response, sorted by id. Neither a migration nor a new order changes
     * ids, so that consecutive requests process each instance once, including those that cannot be migrated.
     */
    private List<ProcessInstance> remaining(Collection<String> sources, MigrationRequest request) {
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
                        "The fromVersion and the target version are both %d. Choose two different versions."
                                .formatted(to.getVersion()));
            }
            return List.of(from);
        }
        return models.createProcessDefinitionQuery().processDefinitionKey(process).unlimitedList().stream()
                .filter(definition ->
                        !definition.getKey().equals(to.getKey()) || definition.getVersion() < to.getVersion())
                .toList();
    }

    private static String targetOf(String process, MigrationRequest request) {
        return request.toProcess() == null ? process : request.toProcess();
    }

    private ProcessDefinition version(String process, Integer version) {
        var query = models.createProcessDefinitionQuery().processDefinitionKey(process);
        ProcessDefinition found =
                (version == null ? query.latestVersion() : query.processDefinitionVersion(version)).singleResult();
        if (found == null) {
            throw problem(
                    HttpStatus.NOT_FOUND,
                    version == null
                            ? "The process %s does not exist. GET /api/operations/processes lists the processes."
                                    .formatted(process)
                            : "The version %d of the process %s does not exist. Choose a deployed version."
                                    .formatted(version, process));
        }
        return found;
    }

    private static ErrorResponseException problem(HttpStatus status, String detail) {
        ErrorResponseException problem = new ErrorResponseException(status);
        problem.setDetail(detail);
        return problem;
    }
}

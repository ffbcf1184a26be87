package org.coincide.engine.operations.models;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.ResourceDefinition;
import org.coincide.engine.models.ModelObjection;
import org.coincide.engine.models.ModelUpdater;
import org.coincide.engine.people.WorkGroups;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/operations/processes}: the deployed models, and the reasons for which changed models were refused. */
@RestController
class ModelResource {

    /**
     * The latest version of a deployed model, which new trades use.
     *
     * @param tag version tag that the model's editor assigned; null if none
     */
    record Running(String file, String key, int version, String tag, Instant deployedAt) {}

    /**
     * The deployed models and the refused ones.
     *
     * @param remarks the files of the folder that are ignored
     * @param groupsWithoutMembers the groups whose tasks only the operator sees
     */
    record Models(
            List<Running> running,
            List<ModelObjection> refused,
            List<ModelObjection> remarks,
            List<String> groupsWithoutMembers) {}

    private final RepositoryService repository;
    private final ModelUpdater updater;

    private final WorkGroups groups;

    ModelResource(RepositoryService repository, ModelUpdater updater, WorkGroups groups) {
        this.repository = repository;
        this.updater = updater;
        this.groups = groups;
    }

    @GetMapping("/api/operations/processes")
    Models models() {
        Stream<Running> processes = repository.createProcessDefinitionQuery().latestVersion().unlimitedList().stream()
                .map(definition -> running(definition, definition.getVersionTag()));
        Stream<Running> decisions = repository.createDecisionDefinitionQuery().latestVersion().unlimitedList().stream()
                .map(definition -> running(definition, definition.getVersionTag()));
        return new Models(
                Stream.concat(processes, decisions).toList(),
                updater.refused(),
                updater.remarks(),
                groups.withoutMembers());
    }

    private Running running(ResourceDefinition definition, String tag) {
        Deployment deployment = repository
                .createDeploymentQuery()
                .deploymentId(definition.getDeploymentId())
                .singleResult();
        return new Running(
                definition.getResourceName(),
                definition.getKey(),
                definition.getVersion(),
                tag,
                deployment.getDeploymentTime().toInstant());
    }
}

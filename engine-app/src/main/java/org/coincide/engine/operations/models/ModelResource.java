package org.coincide.engine.operations.models;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.ResourceDefinition;
import org.coincide.engine.models.ModelObjection;
import org.coincide.engine.models.ModelUpdater;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/operations/processes}: which models run, and what was refused. */
@RestController
class ModelResource {

    /**
     * A model that new trades take.
     *
     * @param tag the version tag that its editor gave it; null where there is none
     */
    record Running(String file, String key, int version, String tag, Instant deployedAt) {}

    /** All that runs, and all reasons why what lies in the folder does not. */
    record Models(List<Running> running, List<ModelObjection> refused) {}

    private final RepositoryService repository;
    private final ModelUpdater desk;

    ModelResource(RepositoryService repository, ModelUpdater desk) {
        this.repository = repository;
        this.desk = desk;
    }

    @GetMapping("/api/operations/processes")
    Models models() {
        Stream<Running> processes = repository.createProcessDefinitionQuery().latestVersion().unlimitedList().stream()
                .map(definition -> running(definition, definition.getVersionTag()));
        Stream<Running> decisions = repository.createDecisionDefinitionQuery().latestVersion().unlimitedList().stream()
                .map(definition -> running(definition, definition.getVersionTag()));
        return new Models(Stream.concat(processes, decisions).toList(), desk.refused());
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

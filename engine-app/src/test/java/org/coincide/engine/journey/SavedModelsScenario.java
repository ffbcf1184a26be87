package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.coincide.engine.accounts.Credentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** A server with a folder in which an editor saves models. */
abstract class SavedModelsScenario extends JourneyScenario {

    @Autowired
    RepositoryService repository;

    @Value("${coincide.processes.location}")
    private Path folder;

    EditedModels models;

    private String own;

    @BeforeEach
    void open() {
        models = new EditedModels(folder);
        own = deployed();
    }

    /** Restores the server's own models before another test counts deployments. */
    @AfterEach
    void putBack() {
        models.clear();
        awaitUntil(() -> {
            assertThat(processes().path("refused")).isEmpty();
            assertThat(deployed()).isEqualTo(own);
        });
    }

    /** The fingerprint of the set that was deployed last. */
    private String deployed() {
        return jdbc.sql("SELECT fingerprint FROM model_deployment WHERE name = 'processes'")
                .query(String.class)
                .single();
    }

    static Consumer<BpmnModelInstance> tagged(String tag) {
        return model ->
                model.getModelElementsByType(Process.class).forEach(process -> process.setCamundaVersionTag(tag));
    }

    ProcessDefinition latest(String process) {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult();
    }

    JsonNode processes() {
        Credentials operator = secrets.operator();
        return http.withBasicAuth(operator.name(), operator.password())
                .getForObject("/api/operations/processes", JsonNode.class);
    }
}

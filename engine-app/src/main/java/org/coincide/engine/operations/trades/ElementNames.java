package org.coincide.engine.operations.trades;

import java.util.Optional;
import java.util.function.Function;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.coincide.engine.trade.Actor.ProcessVersion;
import org.springframework.stereotype.Component;

/** Names of the elements of the models, in the version that ran. */
@Component
class ElementNames {

    private final RepositoryService models;

    ElementNames(RepositoryService models) {
        this.models = models;
    }

    /** Returns the names of a version's elements by their ids; none if the version is not deployed any more. */
    Function<String, Optional<String>> of(ProcessVersion version) {
        Optional<String> definition = models
                .createProcessDefinitionQuery()
                .processDefinitionKey(version.definition())
                .processDefinitionVersion(version.version())
                .listPage(0, 1)
                .stream()
                .map(ProcessDefinition::getId)
                .findFirst();
        return element -> definition.flatMap(id -> of(id, element));
    }

    /** Returns the name of an element; empty without one, as of a joining gateway. */
    Optional<String> of(String definitionId, String element) {
        return element != null
                        && models.getBpmnModelInstance(definitionId).getModelElementById(element)
                                instanceof FlowElement found
                ? Optional.ofNullable(found.getName())
                        .map(name -> name.strip().replaceAll("\\s+", " "))
                        .filter(name -> !name.isEmpty())
                : Optional.empty();
    }
}

package org.coincide.processes.checks.paths;

import static org.coincide.processes.checks.paths.NodeReader.camunda;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.coincide.processes.checks.ModelSet;

/** How the work of an element can turn out. */
final class OutcomeReader {

    private final DecisionReader decisions;
    private final FormReader forms;

    OutcomeReader(ModelSet models) {
        this.decisions = new DecisionReader(models);
        this.forms = new FormReader(saidByOthers(models));
    }

    /** Results of decisions, and what a process is called with. */
    private Set<String> saidByOthers(ModelSet models) {
        var said = new HashSet<>(decisions.resultVariables());
        models.processes().values().stream()
                .flatMap(model -> model.getModelElementsByType(CamundaIn.class).stream())
                .map(CamundaIn::getCamundaTarget)
                .filter(target -> target != null)
                .forEach(said::add);
        return said;
    }

    List<Outcome> of(FlowNode element, Kind kind) {
        if (element instanceof UserTask task) {
            return forms.outcomes(task);
        }
        if (kind != Kind.WORK) {
            return List.of(Outcome.PASSES);
        }
        return camunda(element, "decisionRef") == null
                ? Server.BEANS.getOrDefault(bean(element), passesOrIsRefused(element))
                : decisions.outcomes(element);
    }

    private static String bean(FlowNode element) {
        return delegates(element)
                .map(delegate -> delegate.replaceAll("[#${}\\s]", ""))
                .findFirst()
                .orElse("");
    }

    private static Stream<String> delegates(FlowNode element) {
        return Stream.concat(
                        Stream.<ModelElementInstance>of(element),
                        element
                                .getChildElementsByType(
                                        org.camunda.bpm.model.bpmn.instance.MessageEventDefinition.class)
                                .stream())
                .map(owner -> camunda(owner, "delegateExpression"))
                .filter(delegate -> delegate != null);
    }

    private static List<Outcome> passesOrIsRefused(FlowNode element) {
        var outcomes = new ArrayList<>(List.of(Outcome.PASSES));
        element.getModelInstance().getModelElementsByType(BoundaryEvent.class).stream()
                .map(BoundaryEvent.class::cast)
                .filter(boundary -> element.equals(boundary.getAttachedTo()))
                .flatMap(boundary -> boundary.getChildElementsByType(ErrorEventDefinition.class).stream())
                .filter(error -> error.getError() != null)
                .map(error -> Outcome.raises(error.getError().getErrorCode(), Map.of()))
                .forEach(outcomes::add);
        return outcomes;
    }
}

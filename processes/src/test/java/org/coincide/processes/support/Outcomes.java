package org.coincide.processes.support;

import java.util.Collection;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;

/** How a job can turn out, read from the models: it passes, or it is refused with an error that the model catches. */
final class Outcomes {

    private final Collection<BpmnModelInstance> models;

    Outcomes(Collection<BpmnModelInstance> models) {
        this.models = models;
    }

    Stream<Happening> of(String activityId) {
        var refusals = models.stream()
                .flatMap(model -> model.getModelElementsByType(BoundaryEvent.class).stream())
                .filter(boundary -> boundary.getAttachedTo().getId().equals(activityId))
                .flatMap(boundary -> boundary.getChildElementsByType(ErrorEventDefinition.class).stream()
                        .map(error -> refusal(boundary, error)));
        return Stream.concat(Stream.of(new Happening.Passed(activityId)), refusals);
    }

    private static Happening refusal(BoundaryEvent boundary, ErrorEventDefinition error) {
        var task = (ServiceTask) boundary.getAttachedTo();
        var bean = task.getCamundaDelegateExpression().replaceAll("[${}]", "");
        return new Happening.Refused(task.getId(), bean, error.getError().getErrorCode());
    }
}

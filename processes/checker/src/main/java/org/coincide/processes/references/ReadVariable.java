package org.coincide.processes.references;

import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.CompletionCondition;
import org.camunda.bpm.model.bpmn.instance.ConditionExpression;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.LoopCardinality;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.InputExpression;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.coincide.processes.lifecycle.DeclaredStatus;
import org.coincide.processes.paths.expression.ExpressionVariables;

/** A variable that an element reads and that must be set before. */
public record ReadVariable(String element, String name) {

    /** The variables of conditions, multi-instance activities and reasons. */
    public static Stream<ReadVariable> in(BpmnModelInstance model) {
        var conditions = Stream.of(ConditionExpression.class, LoopCardinality.class, CompletionCondition.class)
                .flatMap(kind -> model.getModelElementsByType(kind).stream())
                // The expression can have an identifier of its own; an editor knows that of its element.
                .flatMap(expression ->
                        of(ElementReferences.owner(expression.getParentElement()), expression.getTextContent()));
        var reasons = model.getModelElementsByType(Event.class).stream()
                .flatMap(event -> DeclaredStatus.properties(event)
                        .filter(property -> property.getKey().equals(DeclaredStatus.REASON))
                        .flatMap(reason -> of(event.getId(), reason.getValue())));
        return Stream.concat(conditions, reasons);
    }

    /** The variables of the input columns of a decision table, except for calculated columns. */
    public static Stream<ReadVariable> in(DmnModelInstance table) {
        return table.getModelElementsByType(InputExpression.class).stream()
                .filter(input -> input.getText() != null)
                .map(input -> new ReadVariable(
                        owner(input), input.getText().getTextContent().strip()))
                .filter(input -> input.name().matches("[A-Za-z_]\\w*"));
    }

    private static String owner(ModelElementInstance input) {
        return ElementReferences.owner(input.getParentElement());
    }

    private static Stream<ReadVariable> of(String element, String expression) {
        return ExpressionVariables.of(expression).stream().map(name -> new ReadVariable(element, name));
    }
}

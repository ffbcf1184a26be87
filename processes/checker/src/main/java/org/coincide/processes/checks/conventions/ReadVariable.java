package org.coincide.processes.checks.conventions;

import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.CompletionCondition;
import org.camunda.bpm.model.bpmn.instance.ConditionExpression;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.LoopCardinality;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.InputExpression;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.coincide.processes.checks.contract.Status;
import org.coincide.processes.checks.paths.Expressions;

/** A variable that must be there when an order comes by, and the element that asks for it. */
record ReadVariable(String element, String name) {

    /** What conditions and repetitions go by, and reasons that are said by others. */
    static Stream<ReadVariable> in(BpmnModelInstance model) {
        var decisive = Stream.of(ConditionExpression.class, LoopCardinality.class, CompletionCondition.class)
                .flatMap(kind -> model.getModelElementsByType(kind).stream())
                // The expression may have an identifier of its own; an editor knows that of what it stands at.
                .flatMap(
                        expression -> of(References.owner(expression.getParentElement()), expression.getTextContent()));
        var said = model.getModelElementsByType(Event.class).stream().flatMap(event -> Status.properties(event)
                .filter(property -> property.getKey().equals(Status.REASON))
                .flatMap(reason -> of(event.getId(), reason.getValue())));
        return Stream.concat(decisive, said);
    }

    /** What the columns of a table ask for; without those that calculate. */
    static Stream<ReadVariable> in(DmnModelInstance table) {
        return table.getModelElementsByType(InputExpression.class).stream()
                .filter(input -> input.getText() != null)
                .map(input -> new ReadVariable(
                        owner(input), input.getText().getTextContent().strip()))
                .filter(input -> input.name().matches("[A-Za-z_]\\w*"));
    }

    private static String owner(ModelElementInstance input) {
        return References.owner(input.getParentElement());
    }

    private static Stream<ReadVariable> of(String element, String expression) {
        return Expressions.variables(expression).stream().map(name -> new ReadVariable(element, name));
    }
}

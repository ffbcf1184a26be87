package org.coincide.processes.conventions;

import static org.coincide.processes.references.ElementReferences.attribute;
import static org.coincide.processes.references.ElementReferences.owner;
import static org.coincide.processes.references.ValueType.DATE;
import static org.coincide.processes.references.ValueType.NUMBER;
import static org.coincide.processes.references.ValueType.TEXT;
import static org.coincide.processes.references.ValueType.TRUTH;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.CompletionCondition;
import org.camunda.bpm.model.bpmn.instance.ConditionExpression;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.LoopCardinality;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.TimeCycle;
import org.camunda.bpm.model.bpmn.instance.TimeDate;
import org.camunda.bpm.model.bpmn.instance.TimeDuration;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.coincide.processes.lifecycle.DeclaredStatus;
import org.coincide.processes.references.ValueType;
import org.coincide.processes.references.VariableTypes;

/** Conventions for the types of values: the engine converts a value only when it needs it, and then the order stands still. */
final class TypeConventions {

    private static final Pattern COMPARED = Pattern.compile(
            "(?<![\\w.'\"])([A-Za-z_]\\w*)\\s*(?:==|!=|<=?|>=?|\\b(?:eq|ne|lt|gt|le|ge)\\b)\\s*(-?\\d+(?:\\.\\d+)?|true|false|'[^']*'|\"[^\"]*\")");
    private static final Pattern NEGATED =
            Pattern.compile("(?:!|\\bnot\\s)\\s*([A-Za-z_]\\w*)\\s*(?=[})&|]|and\\b|or\\b)");

    /**
     * A text at a place that needs a value of certain types.
     *
     * @param element the identifier of the element
     * @param name the place, as a finding calls it
     * @param needed the types that the engine accepts there
     */
    record Place(String element, String name, String text, Set<ValueType> needed, String example) {

        Stream<Violation> fault(VariableTypes types) {
            var found = types.typesOf(text);
            return found.isEmpty() || !Collections.disjoint(found, needed)
                    ? Stream.empty()
                    : Stream.of(new Violation(
                            element,
                            "the " + name + " " + text.strip() + " is " + join(found) + "; the engine needs "
                                    + example));
        }
    }

    static final Convention VALUES = Convention.by(
            "an expression has a value of the type that its place needs", VariableTypes::of, (model, types) -> places(
                            model)
                    .filter(place -> place.text() != null && place.text().contains("{"))
                    .flatMap(place -> place.fault(types)));

    static final Convention COMPARISONS = Convention.by(
            "a condition compares values of the same type",
            VariableTypes::of,
            (model, types) -> model.content().getModelElementsByType(ConditionExpression.class).stream()
                    .flatMap(condition -> Stream.concat(
                                    compared(condition.getTextContent(), types),
                                    negated(condition.getTextContent(), types))
                            .map(fault -> new Violation(owner(condition.getParentElement()), fault))));

    static final List<Convention> ALL = List.of(VALUES, COMPARISONS);

    private TypeConventions() {}

    private static Stream<Place> places(CheckedModel model) {
        return Stream.of(
                        contents(
                                model,
                                TimeDuration.class,
                                "duration",
                                Set.of(TEXT, DATE),
                                "a text such as P1D or a date"),
                        contents(model, TimeCycle.class, "cycle", Set.of(TEXT), "a text such as R3/PT1H"),
                        contents(model, TimeDate.class, "date", Set.of(TEXT, DATE), "a date"),
                        contents(model, LoopCardinality.class, "number of instances", Set.of(NUMBER, TEXT), "a number"),
                        contents(model, ConditionExpression.class, "condition", Set.of(TRUTH), "true or false"),
                        contents(model, CompletionCondition.class, "condition", Set.of(TRUTH), "true or false"),
                        model.content().getModelElementsByType(MultiInstanceLoopCharacteristics.class).stream()
                                .filter(repetition -> repetition.getCamundaCollection() != null)
                                .map(repetition -> new Place(
                                        owner(repetition.getParentElement()),
                                        "collection",
                                        collection(repetition.getCamundaCollection()),
                                        Set.of(),
                                        "a list")),
                        model.content().getModelElementsByType(UserTask.class).stream()
                                .flatMap(TypeConventions::ofTask),
                        model.content().getModelElementsByType(FlowNode.class).stream()
                                .flatMap(node -> Stream.of("jobPriority", "taskPriority")
                                        .flatMap(name -> place(node, name, "priority", Set.of(NUMBER), "a number"))),
                        model.content().getModelElementsByType(Event.class).stream()
                                .flatMap(TypeConventions::reasons))
                .flatMap(places -> places);
    }

    private static String collection(String text) {
        return text.contains("{") ? text : "${" + text + "}";
    }

    private static <T extends ModelElementInstance> Stream<Place> contents(
            CheckedModel model, Class<T> kind, String name, Set<ValueType> needed, String example) {
        return model.content().getModelElementsByType(kind).stream()
                .map(element -> new Place(element(element), name, element.getTextContent(), needed, example));
    }

    /** The element that an editor knows: definitions of events and expressions can have an identifier of their own. */
    private static String element(ModelElementInstance inside) {
        var outer = inside.getParentElement();
        while (!(outer instanceof org.camunda.bpm.model.bpmn.instance.FlowElement)
                && outer.getParentElement() != null) {
            outer = outer.getParentElement();
        }
        return owner(outer);
    }

    private static Stream<Place> ofTask(UserTask task) {
        return Stream.of(
                        place(task, "dueDate", "due date", Set.of(TEXT, DATE), "a date"),
                        place(task, "followUpDate", "follow-up date", Set.of(TEXT, DATE), "a date"),
                        place(task, "priority", "priority", Set.of(NUMBER, TEXT), "a number"),
                        place(task, "assignee", "assignee", Set.of(TEXT), "the name of a person"),
                        place(task, "candidateUsers", "candidate", Set.of(TEXT), "the name of a person"),
                        place(task, "candidateGroups", "candidate group", Set.of(TEXT), "the name of a group"),
                        place(task, "formKey", "form", Set.of(TEXT), "the name of a form"))
                .flatMap(places -> places);
    }

    private static Stream<Place> place(
            ModelElementInstance element, String attribute, String name, Set<ValueType> needed, String example) {
        return attribute(element, attribute).stream()
                .map(text -> new Place(owner(element), name, text, needed, example));
    }

    private static Stream<Place> reasons(Event event) {
        return DeclaredStatus.properties(event)
                .filter(property -> property.getKey().equals(DeclaredStatus.REASON))
                .map(Map.Entry::getValue)
                .map(text -> new Place(event.getId(), "reason", text, Set.of(TEXT), "a code such as OUT_OF_STOCK"));
    }

    private static Stream<String> compared(String condition, VariableTypes types) {
        return COMPARED.matcher(condition).results().flatMap(comparison -> {
            var found = types.typesOf("${" + comparison.group(1) + "}");
            var literal = comparison.group(2);
            var type = types.typesOf("${" + literal.replaceFirst("^-", "") + "}")
                    .iterator()
                    .next();
            return found.isEmpty() || found.contains(type)
                    ? Stream.empty()
                    : Stream.of("compares " + comparison.group(1) + ", which is " + join(found) + ", with " + literal
                            + "; compare it with a value of the same type");
        });
    }

    private static Stream<String> negated(String condition, VariableTypes types) {
        return NEGATED.matcher(condition).results().flatMap(negation -> {
            var found = types.typesOf("${" + negation.group(1) + "}");
            return found.isEmpty() || found.contains(TRUTH)
                    ? Stream.empty()
                    : Stream.of(
                            "negates " + negation.group(1) + ", which is " + join(found) + "; compare it with a value");
        });
    }

    private static String join(Set<ValueType> types) {
        return types.stream().sorted().map(ValueType::toString).collect(Collectors.joining(", or "));
    }
}

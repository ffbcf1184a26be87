package org.coincide.processes.conventions;

import static org.coincide.processes.references.ElementReferences.extensions;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.coincide.processes.references.ElementReferences;
import org.coincide.processes.references.ModelExpression;

/** Conventions for activities with several instances. */
final class RepetitionConventions {

    /** The number of records, by the variable with the number of one of them. */
    private static final Map<String, String> COUNTS =
            Map.of("consignment", "consignments", "returnedLine", "returnLines");

    private static final Set<String> COUNTERS =
            Set.of("loopCounter", "nrOfInstances", "nrOfCompletedInstances", "nrOfActiveInstances");

    /** With fewer instances a part of the goods is never sent or taken back; with more of them a delegate finds no record. */
    static final Convention EACH_RECORD = Convention.of(
            "an activity for each consignment or returned line has one instance for each",
            model -> model.content().getModelElementsByType(Activity.class).stream()
                    .flatMap(activity -> numbered(activity, model)
                            .map(COUNTS::get)
                            .filter(count -> count != null)
                            .distinct()
                            .flatMap(count -> Convention.unless(
                                    cardinality(activity)
                                            .flatMap(ElementReferences::bean)
                                            .filter(count::equals)
                                            .isPresent(),
                                    "has " + cardinality(activity).orElse("1")
                                            + " instances, and not one for each record; enter ${" + count
                                            + "} as the loop cardinality"))
                            .map(fault -> new Violation(activity.getId(), fault))));

    /** A called process does not have these variables, either. */
    static final Convention COUNTERS_INSIDE = Convention.of(
            "only an activity with several instances reads its counters",
            model -> ModelExpression.in(model.content()).flatMap(found -> found.variables().stream()
                    .filter(COUNTERS::contains)
                    .filter(name -> !isRepeated(model.content().getModelElementById(found.element())))
                    .map(name -> new Violation(
                            found.element(),
                            "reads " + name
                                    + ", which only an activity with several instances has; pass it to a called process"
                                    + " as a variable"))));

    /** The sources from which a call may pass the variables by which the server finds a record. */
    private static final Map<String, Set<String>> KEYS = Map.of(
            "consignment", Set.of("consignment", "${loopCounter + 1}"),
            "invoice", Set.of("invoice"),
            "refund", Set.of("refund", "consignment"),
            "returnNumber", Set.of("returnNumber"));

    /** With the number of another record, its goods are sent or its money is paid twice. */
    static final Convention KEYS_PASSED_ON = Convention.of(
            "a call passes on the number of a record unchanged",
            model -> model.content().getModelElementsByType(CallActivity.class).stream()
                    .flatMap(call -> extensions(call, CamundaIn.class)
                            .filter(in -> KEYS.containsKey(String.valueOf(in.getCamundaTarget())))
                            .filter(in -> !KEYS.get(in.getCamundaTarget()).contains(source(in)))
                            .map(in -> new Violation(
                                    call.getId(),
                                    "passes " + source(in) + " as " + in.getCamundaTarget()
                                            + ", by which the server would find another record; pass "
                                            + KEYS.get(in.getCamundaTarget()).stream()
                                                    .sorted()
                                                    .collect(Collectors.joining(" or "))))));

    /** The engine's own error names an element that no editor knows. */
    static final Convention COUNTED = Convention.of(
            "an activity with several instances says how many it has",
            model -> model.content().getModelElementsByType(Activity.class).stream()
                    .filter(activity ->
                            activity.getLoopCharacteristics() instanceof MultiInstanceLoopCharacteristics repetition
                                    && repetition.getLoopCardinality() == null
                                    && repetition.getCamundaCollection() == null)
                    .map(activity -> new Violation(
                            activity.getId(),
                            "has several instances, but no number; enter the loop cardinality, such as ${consignments},"
                                    + " or remove the multi-instance marker")));

    static final List<Convention> ALL = List.of(COUNTED, EACH_RECORD, COUNTERS_INSIDE, KEYS_PASSED_ON);

    private RepetitionConventions() {}

    /** The variables that get another number at each instance of the activity. */
    private static Stream<String> numbered(Activity activity, CheckedModel model) {
        return Stream.concat(
                extensions(activity, CamundaIn.class)
                        .filter(in ->
                                String.valueOf(in.getCamundaSourceExpression()).contains("loopCounter"))
                        .map(CamundaIn::getCamundaTarget)
                        .filter(target -> target != null),
                extensions(activity, CamundaExecutionListener.class)
                        .flatMap(listener -> ElementReferences.bean(listener.getCamundaDelegateExpression()).stream())
                        .flatMap(name -> Stream.ofNullable(
                                model.server().executionListeners().get(name)))
                        .flatMap(listener -> listener.variables().stream()));
    }

    /** The variable or expression that a call passes, without spaces that mean nothing. */
    private static String source(CamundaIn in) {
        var expression = String.valueOf(in.getCamundaSourceExpression())
                .replaceAll("\\s+", "")
                .replace('#', '$');
        if (in.getCamundaSource() != null) {
            return in.getCamundaSource();
        }
        var variable = ElementReferences.bean(expression);
        return variable.orElse(expression.replace("+", " + "));
    }

    private static Optional<String> cardinality(Activity activity) {
        return activity.getChildElementsByType(MultiInstanceLoopCharacteristics.class).stream()
                .flatMap(repetition -> Stream.ofNullable(repetition.getLoopCardinality()))
                .map(cardinality -> cardinality.getTextContent().strip())
                .findFirst();
    }

    /** Returns whether an element or one around it has several instances. */
    private static boolean isRepeated(ModelElementInstance element) {
        if (element == null || element instanceof BoundaryEvent) {
            return element != null && isRepeated(element.getParentElement());
        }
        return !element.getChildElementsByType(MultiInstanceLoopCharacteristics.class)
                        .isEmpty()
                || isRepeated(element.getParentElement());
    }
}

package org.coincide.processes.conventions;

import static org.coincide.processes.conventions.Convention.unless;
import static org.coincide.processes.references.ElementReferences.attribute;
import static org.coincide.processes.references.ElementReferences.bean;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaConnector;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaField;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.references.ElementReferences;
import org.coincide.processes.references.ExternalTasks;
import org.coincide.processes.references.KnownVariables;
import org.coincide.processes.references.NearestName;
import org.coincide.processes.references.ReadVariable;
import org.coincide.processes.server.DelegateDeclaration;
import org.coincide.processes.server.ServerInterface;

/** Conventions for references: the engine would detect a missing target only with the first order. */
final class ReferenceConventions {

    private static final Pattern FORM = Pattern.compile("embedded:deployment:(.+)");

    static final Convention DELEGATES = Convention.of(
            "a delegate expression names a delegate of the server",
            model -> model.content().getModelElementsByType(BaseElement.class).stream()
                    .flatMap(element -> attribute(element, "delegateExpression")
                            .flatMap(named ->
                                    missing(named, model.server().delegates().keySet(), "a delegate"))
                            .map(violation -> new Violation(element.getId(), violation))
                            .stream()));

    static final Convention ERRORS = Convention.of(
            "an error that a task catches is one that its delegate throws",
            model -> model.content().getModelElementsByType(BoundaryEvent.class).stream()
                    .flatMap(event -> unthrownErrors(event, model.server())
                            .map(violation -> new Violation(event.getId(), violation))));

    static final Convention FORMS = Convention.of(
            "a form is a file in the folder of the models",
            model -> model.content().getModelElementsByType(BaseElement.class).stream()
                    .flatMap(element -> formViolations(
                                    element, model.all().forms().keySet())
                            .map(violation -> new Violation(element.getId(), violation))));

    static final Convention DECISIONS = Convention.of(
            "a referenced decision exists and is bound to the same deployment",
            model -> model.content().getModelElementsByType(BusinessRuleTask.class).stream()
                    .filter(task -> task.getCamundaDecisionRef() != null)
                    .flatMap(task -> decisionViolations(task, model.all().decisionIds(), columns(task, model))
                            .map(violation -> new Violation(task.getId(), violation))));

    static final Convention VARIABLES = Convention.of(
            "a variable that is read is set by a form, a delegate, a decision or a call",
            model -> unset(ReadVariable.in(model.content()), model.all(), model.server()));

    /** Nobody would fetch a task of another topic, so that its order waits for ever. */
    static final Convention TOPICS = Convention.of(
            "an external task has a topic of coincide.external-tasks.topics",
            model -> model.content().getModelElementsByType(ServiceTask.class).stream()
                    .filter(ExternalTasks::is)
                    .flatMap(task -> topicViolations(
                                    ExternalTasks.topic(task).orElse(""),
                                    model.server().topics().keySet())
                            .map(violation -> new Violation(task.getId(), violation))));

    /** Types that only service tasks may have, and elements of other products. */
    static final Convention WORKERS = Convention.of(
            "only a service task is an external task, and no element is a connector",
            model -> Stream.concat(
                    model.content().getModelElementsByType(BaseElement.class).stream()
                            .filter(element -> !(element instanceof ServiceTask)
                                    && attribute(element, "topic").isPresent())
                            .map(element -> new Violation(
                                    ElementReferences.owner(element),
                                    "is an external task, which only a service task can be; use a service task with the"
                                            + " template Call worker")),
                    model.content().getModelElementsByType(CamundaConnector.class).stream()
                            .map(connector -> new Violation(
                                    ElementReferences.owner(connector),
                                    "uses a connector, which would run within the server; use a service task with the"
                                            + " template Call worker, whose worker calls the other system"))));

    /** The engine would set the field at the bean itself, which all orders share, or fail at the first order if it has none. */
    static final Convention FIELDS = Convention.of(
            "a delegate or listener has no injected fields",
            model -> model.content().getModelElementsByType(CamundaField.class).stream()
                    .map(field -> new Violation(
                            ElementReferences.owner(field.getParentElement()),
                            "injects the field " + field.getCamundaName()
                                    + ", which no delegate or listener of the server has; remove it, and pass a variable"
                                    + " instead")));

    static final List<Convention> ALL =
            List.of(TOPICS, WORKERS, FIELDS, DELEGATES, ERRORS, FORMS, DECISIONS, VARIABLES);

    private ReferenceConventions() {}

    static Optional<String> missing(String expression, Set<String> server, String type) {
        var named = bean(expression);
        return named.filter(server::contains).isPresent()
                ? Optional.empty()
                : Optional.of(expression + " is not " + type + " of the server; "
                        + NearestName.suggestion(named.orElse(expression), server, "${%s}"::formatted));
    }

    private static Stream<String> unthrownErrors(BoundaryEvent event, ServerInterface server) {
        var topic = event.getAttachedTo() == null
                ? Optional.<DelegateDeclaration>empty()
                : ExternalTasks.topic(event.getAttachedTo()).map(server.topics()::get);
        var delegate = topic.or(() -> attribute(event.getAttachedTo(), "delegateExpression")
                .flatMap(ElementReferences::bean)
                .map(server.delegates()::get));
        return delegate.stream().flatMap(declared -> event.getChildElementsByType(ErrorEventDefinition.class).stream()
                .map(ErrorEventDefinition::getError)
                .filter(Objects::nonNull)
                .map(error -> Objects.requireNonNullElse(error.getErrorCode(), ""))
                .flatMap(code -> unless(
                        declared.errors().contains(code),
                        "the delegate does not throw the error " + (code.isEmpty() ? "without a code" : code) + "; "
                                + NearestName.suggestion(code, declared.errors(), UnaryOperator.identity()))));
    }

    private static Stream<String> topicViolations(String topic, Set<String> declared) {
        return unless(
                declared.contains(topic),
                (topic.isEmpty() ? "has no topic" : "the topic " + topic + " is not declared") + "; "
                        + (declared.isEmpty()
                                ? "declare it: coincide.external-tasks.topics." + topic + ".outcomes"
                                : NearestName.suggestion(topic, declared, UnaryOperator.identity())
                                        + ", or declare it: coincide.external-tasks.topics." + topic + ".outcomes"));
    }

    private static Stream<String> formViolations(BaseElement element, Set<String> files) {
        return Stream.concat(
                attribute(element, "formKey").stream().flatMap(key -> formKeyViolations(key, files)),
                attribute(element, "formRef").stream()
                        .map(form -> "the Camunda form " + form
                                + " is not supported; choose Embedded or External Task Forms"));
    }

    private static Stream<String> formKeyViolations(String key, Set<String> files) {
        var named = FORM.matcher(key);
        var file = named.matches() ? named.group(1) : key.substring(1 + key.lastIndexOf(':'));
        return unless(
                named.matches() && files.contains(file),
                "the form " + key + " is not a file in the folder of the models; "
                        + NearestName.suggestion(file, files, "embedded:deployment:"::concat));
    }

    static Stream<Violation> unset(Stream<ReadVariable> reads, ModelSet models, ServerInterface server) {
        var known = KnownVariables.in(models, server);
        return reads.filter(read -> !known.contains(read.name()))
                .map(read -> new Violation(
                        read.element(),
                        "reads the variable " + read.name() + ", which is never set; "
                                + NearestName.suggestion(read.name(), known, UnaryOperator.identity())));
    }

    private static Stream<String> decisionViolations(BusinessRuleTask task, Set<String> decisions, long columns) {
        return Stream.of(
                        unless(
                                decisions.contains(task.getCamundaDecisionRef()),
                                "the decision " + task.getCamundaDecisionRef() + " does not exist; "
                                        + NearestName.suggestion(
                                                task.getCamundaDecisionRef(), decisions, UnaryOperator.identity())),
                        unless(
                                "deployment".equals(task.getCamundaDecisionRefBinding()),
                                "the binding should be deployment: a running order keeps the table that it started with"),
                        unless(
                                attribute(task, "decisionRefTenantId").isEmpty(),
                                "asks a decision of a tenant, which the server does not have; remove decisionRefTenantId"),
                        unless(
                                !"singleEntry".equals(task.getCamundaMapDecisionResult()) || columns <= 1,
                                "takes a single entry of " + columns
                                        + " result columns; keep one column, or choose the result"
                                        + " mapping singleResult"))
                .flatMap(violations -> violations);
    }

    /** The number of result columns of the table that a task asks; 0 if it asks none. */
    private static long columns(BusinessRuleTask task, CheckedModel model) {
        return model.all().decisions().values().stream()
                .flatMap(file -> file.getModelElementsByType(Decision.class).stream())
                .filter(decision -> task.getCamundaDecisionRef().equals(decision.getId()))
                .flatMap(decision -> decision.getChildElementsByType(DecisionTable.class).stream())
                .mapToLong(table -> table.getOutputs().size())
                .sum();
    }
}

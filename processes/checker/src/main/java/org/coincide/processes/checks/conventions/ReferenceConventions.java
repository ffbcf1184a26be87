package org.coincide.processes.checks.conventions;

import static org.coincide.processes.checks.conventions.Convention.unless;
import static org.coincide.processes.checks.conventions.References.attribute;
import static org.coincide.processes.checks.conventions.References.bean;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.coincide.processes.checks.Beans;
import org.coincide.processes.checks.ModelSet;
import org.coincide.processes.checks.paths.Server;

/** What a model names and does not have itself must be there: the engine would only miss it when an order comes by. */
final class ReferenceConventions {

    private static final Pattern FORM = Pattern.compile("embedded:deployment:(.+)");

    static final Convention DELEGATES = Convention.of(
            "a bean that is called is a delegate of the server",
            model -> model.content().getModelElementsByType(BaseElement.class).stream()
                    .flatMap(element -> attribute(element, "delegateExpression")
                            .flatMap(named -> missing(named, model.beans().delegates(), "no delegate"))
                            .map(fault -> new Fault(element.getId(), fault))
                            .stream()));

    static final Convention LISTENERS = Convention.of(
            "a listener is a bean of the server that listens",
            model -> Stream.concat(
                    listening(model, CamundaExecutionListener.class, Beans::executionListeners),
                    listening(model, CamundaTaskListener.class, Beans::taskListeners)));

    static final Convention FORMS = Convention.of(
            "a form is a file beside the models",
            model -> model.content().getModelElementsByType(BaseElement.class).stream()
                    .flatMap(element -> formFaults(element, model.all().forms().keySet())
                            .map(fault -> new Fault(element.getId(), fault))));

    static final Convention DECISIONS = Convention.of(
            "a decision that is asked is one of ours, of the same deployment",
            model -> model.content().getModelElementsByType(BusinessRuleTask.class).stream()
                    .filter(task -> task.getCamundaDecisionRef() != null)
                    .flatMap(task -> decisionFaults(task, model.all().decisionIds())
                            .map(fault -> new Fault(task.getId(), fault))));

    static final Convention MESSAGES = Convention.each(
            "a message is one that the server sends",
            Message.class,
            message -> unless(
                    Server.messages().contains(message.getName()),
                    "the server sends no message " + message.getName() + ": "
                            + Nearest.advice(
                                    Objects.requireNonNullElse(message.getName(), ""),
                                    Server.messages(),
                                    UnaryOperator.identity())));

    static final Convention VARIABLES = Convention.of(
            "a variable that decides is set by a form, a bean, a table or a call",
            model -> unset(ReadVariable.in(model.content()), model.all()));

    static final Convention INPUTS = Convention.ofTables(
            "a table asks for what the order's process knows", (table, all) -> unset(ReadVariable.in(table), all));

    static final List<Convention> ALL = List.of(DELEGATES, LISTENERS, FORMS, DECISIONS, MESSAGES, VARIABLES, INPUTS);

    private ReferenceConventions() {}

    private static Optional<String> missing(String expression, Set<String> beans, String what) {
        var named = bean(expression);
        return named.filter(beans::contains).isPresent()
                ? Optional.empty()
                : Optional.of("names " + expression + ", which is " + what + " of the server: "
                        + Nearest.advice(named.orElse(expression), beans, "${%s}"::formatted));
    }

    private static <T extends ModelElementInstance> Stream<Fault> listening(
            Model model, Class<T> kind, Function<Beans, Set<String>> beans) {
        return model.content().getModelElementsByType(kind).stream()
                .flatMap(listener -> missing(
                        attribute(listener, "delegateExpression").orElse("nothing"),
                        beans.apply(model.beans()),
                        "no such listener")
                        .map(fault -> new Fault(References.owner(listener), fault))
                        .stream());
    }

    private static Stream<String> formFaults(BaseElement element, Set<String> files) {
        return Stream.concat(
                attribute(element, "formKey").stream().flatMap(key -> formKeyFaults(key, files)),
                attribute(element, "formRef").stream()
                        .map(form -> "shows the Camunda form " + form
                                + ", which is not deployed here: choose Embedded or External Task Forms"));
    }

    private static Stream<String> formKeyFaults(String key, Set<String> files) {
        var named = FORM.matcher(key);
        var file = named.matches() ? named.group(1) : key.substring(1 + key.lastIndexOf(':'));
        return unless(
                named.matches() && files.contains(file),
                "shows the form " + key + ", which is no file beside the models: "
                        + Nearest.advice(file, files, "embedded:deployment:"::concat));
    }

    private static Stream<Fault> unset(Stream<ReadVariable> asked, ModelSet models) {
        var known = KnownVariables.in(models);
        return asked.filter(read -> !known.contains(read.name()))
                .map(read -> new Fault(
                        read.element(),
                        "asks for " + read.name() + ", which nobody sets: "
                                + Nearest.advice(read.name(), known, UnaryOperator.identity())));
    }

    private static Stream<String> decisionFaults(BusinessRuleTask task, Set<String> decisions) {
        return Stream.concat(
                unless(
                        decisions.contains(task.getCamundaDecisionRef()),
                        "asks for the decision " + task.getCamundaDecisionRef() + ", which no table makes: "
                                + Nearest.advice(task.getCamundaDecisionRef(), decisions, UnaryOperator.identity())),
                unless(
                        "deployment".equals(task.getCamundaDecisionRefBinding()),
                        "the binding should be deployment: a running order keeps the table it started with"));
    }
}

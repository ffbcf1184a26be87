package org.coincide.processes.conventions;

import static org.coincide.processes.references.ElementReferences.attribute;
import static org.coincide.processes.references.ElementReferences.bean;
import static org.coincide.processes.references.ElementReferences.extensions;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.coincide.processes.forms.HtmlForm;
import org.coincide.processes.references.ElementReferences;
import org.coincide.processes.server.ListenerDeclaration;
import org.coincide.processes.server.ServerInterface;

/** Conventions for listeners: at another place they lose the answers of people, or nobody can complete the task. */
final class ListenerConventions {

    /**
     * A listener at a task.
     *
     * @param name the name of its bean
     * @param event the event that it listens to
     * @param declared its declaration by the server
     */
    private record Listener(String name, String event, ListenerDeclaration declared) {}

    static final Convention BEANS = Convention.of(
            "a listener is a listener bean of the server",
            model -> Stream.concat(
                    listeners(
                            model,
                            CamundaExecutionListener.class,
                            server -> server.executionListeners().keySet(),
                            "an execution listener"),
                    listeners(
                            model,
                            CamundaTaskListener.class,
                            server -> server.taskListeners().keySet(),
                            "a task listener")));

    static final Convention ORDER = Convention.of(
            "a listener runs after the listener that sets its variables",
            model -> model.content().getModelElementsByType(FlowNode.class).stream()
                    .flatMap(node -> early(node, model)));

    /** A second call fails, since the server has evaluated the answers already. */
    static final Convention ONCE = ofTasks("a task calls each listener once at an event", (task, model) -> {
        var seen = new HashSet<String>();
        return Stream.concat(ofTask(task, model), ofExecution(task, model))
                .filter(listener -> !seen.add(listener.name() + " " + listener.event()))
                .map(listener -> "calls ${" + listener.name() + "} twice at the event " + listener.event()
                        + "; remove one of them");
    });

    /** The server then fails on the answers of another task, so that nobody can complete this one. */
    static final Convention ANSWERED =
            ofTasks("a listener that evaluates answers is at a task whose form asks for them", (task, model) -> ofTask(
                            task, model)
                    .filter(listener -> !listener.declared().variables().isEmpty())
                    .flatMap(listener -> missingAnswers(answers(listener, model), task, model)
                            .map(names -> "calls ${" + listener.name() + "}, which evaluates " + names
                                    + ", but its form asks for none of them; move the listener to the task that does")
                            .stream()));

    static final Convention AT_ITS_EVENT = ofTasks(
            "a listener sets what a form shows at the start of its task, and reads the answers at the end",
            (task, model) -> ofExecution(task, model)
                    .flatMap(listener -> form(task, model)
                            .flatMap(form -> expected(listener.declared(), form))
                            .filter(event -> !event.equals(listener.event()))
                            .map(event -> "calls ${" + listener.name() + "} at the event " + listener.event()
                                    + "; choose " + event)
                            .stream()));

    /** The answers would be lost, such as the pieces that were counted. */
    static final Convention NOTED =
            ofTasks("the answers about a record are noted", (task, model) -> ofExecution(task, model)
                    .filter(listener -> !listener.declared().variables().isEmpty())
                    .flatMap(listener -> noting(listener.declared().variables(), model)
                            .filter(name -> ofExecution(task, model)
                                    .noneMatch(other -> other.name().equals(name)))
                            .map(name -> "asks about the record that ${" + listener.name()
                                    + "} sets, and nothing notes the answers; add the execution listener ${" + name
                                    + "} at the event end")));

    static final List<Convention> ALL = List.of(BEANS, ORDER, ONCE, ANSWERED, AT_ITS_EVENT, NOTED);

    private ListenerConventions() {}

    /** Finds the faults of one task. */
    @FunctionalInterface
    private interface TaskCheck {

        Stream<String> faults(UserTask task, CheckedModel model);
    }

    private static Convention ofTasks(String text, TaskCheck check) {
        return Convention.of(text, model -> model.content().getModelElementsByType(UserTask.class).stream()
                .flatMap(task -> check.faults(task, model).map(fault -> new Violation(task.getId(), fault))));
    }

    private static Stream<Listener> ofTask(UserTask task, CheckedModel model) {
        return extensions(task, CamundaTaskListener.class)
                .flatMap(listener -> ElementReferences.bean(listener.getCamundaDelegateExpression()).stream()
                        .filter(model.server().taskListeners()::containsKey)
                        .map(name -> new Listener(
                                name,
                                listener.getCamundaEvent(),
                                model.server().taskListeners().get(name))));
    }

    private static Stream<Listener> ofExecution(UserTask task, CheckedModel model) {
        return extensions(task, CamundaExecutionListener.class)
                .flatMap(listener -> ElementReferences.bean(listener.getCamundaDelegateExpression()).stream()
                        .filter(model.server().executionListeners()::containsKey)
                        .map(name -> new Listener(
                                name,
                                listener.getCamundaEvent(),
                                model.server().executionListeners().get(name))));
    }

    private static Optional<HtmlForm> form(UserTask task, CheckedModel model) {
        return HtmlForm.fileOf(task).map(model.all().forms()::get);
    }

    /** The answers of people that a listener evaluates: what it reads and the server does not set. */
    private static Set<String> answers(Listener listener, CheckedModel model) {
        var names = new TreeSet<>(listener.declared().reads().optional());
        names.removeAll(model.server().variables());
        return names;
    }

    private static Optional<String> missingAnswers(Set<String> answers, UserTask task, CheckedModel model) {
        return Optional.of(answers)
                .filter(names -> !names.isEmpty())
                .filter(names -> form(task, model)
                        .filter(form -> !Collections.disjoint(form.settable(), names))
                        .isEmpty())
                .map(names -> String.join(", ", names));
    }

    /** The event at which a listener has an effect on a form; empty if it has none. */
    private static Optional<String> expected(ListenerDeclaration listener, HtmlForm form) {
        if (!Collections.disjoint(listener.variables(), form.settable())) {
            return Optional.of("start");
        }
        return listener.variables().isEmpty()
                        && !Collections.disjoint(listener.reads().all(), form.settable())
                ? Optional.of("end")
                : Optional.empty();
    }

    /** The listeners of the server that read all of these variables and set none. */
    private static Stream<String> noting(Set<String> variables, CheckedModel model) {
        return model.server().executionListeners().entrySet().stream()
                .filter(listener -> listener.getValue().variables().isEmpty()
                        && listener.getValue().reads().all().containsAll(variables))
                .map(Map.Entry::getKey);
    }

    private static <T extends ModelElementInstance> Stream<Violation> listeners(
            CheckedModel model, Class<T> kind, Function<ServerInterface, Set<String>> server, String type) {
        return model.content().getModelElementsByType(kind).stream()
                .flatMap(listener -> ReferenceConventions.missing(
                        attribute(listener, "delegateExpression").orElse("its class"),
                        server.apply(model.server()),
                        type)
                        .map(violation -> new Violation(ElementReferences.owner(listener), violation))
                        .stream());
    }

    /** A listener runs before another one of the same element that sets its variables. */
    private static Stream<Violation> early(FlowNode node, CheckedModel model) {
        var listeners = extensions(node, CamundaExecutionListener.class).toList();
        return IntStream.range(0, listeners.size()).boxed().flatMap(place -> {
            var listener = listeners.get(place);
            var earlier = IntStream.range(0, listeners.size())
                    .filter(other -> isBefore(listeners, other, place))
                    .mapToObj(listeners::get)
                    .flatMap(other -> setBy(other, model))
                    .toList();
            var later = IntStream.range(0, listeners.size())
                    .filter(other -> other != place && !isBefore(listeners, other, place))
                    .mapToObj(listeners::get)
                    .flatMap(other -> setBy(other, model))
                    .filter(name -> !earlier.contains(name))
                    .toList();
            return declared(listener, model)
                    .flatMap(declared -> declared.reads().required().stream())
                    .filter(later::contains)
                    .limit(1)
                    .map(name -> new Violation(
                            node.getId(),
                            listener.getCamundaDelegateExpression() + " reads the variable " + name + " at the event "
                                    + listener.getCamundaEvent()
                                    + ", before another listener sets it; exchange their events"));
        });
    }

    private static boolean isBefore(List<CamundaExecutionListener> listeners, int one, int other) {
        var starts = "start".equals(listeners.get(one).getCamundaEvent());
        return starts == "start".equals(listeners.get(other).getCamundaEvent()) ? one < other : starts;
    }

    private static Stream<String> setBy(CamundaExecutionListener listener, CheckedModel model) {
        return declared(listener, model).flatMap(declared -> declared.variables().stream());
    }

    private static Stream<ListenerDeclaration> declared(CamundaExecutionListener listener, CheckedModel model) {
        return bean(listener.getCamundaDelegateExpression()).map(model.server().executionListeners()::get).stream();
    }
}

package org.coincide.processes.conventions;

import static org.coincide.processes.references.ElementReferences.extensions;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.coincide.processes.forms.HtmlForm;
import org.coincide.processes.references.ElementReferences;
import org.coincide.processes.server.ListenerDeclaration;

/** Conventions for the listeners of user tasks: at another place they lose the answers of people, or nobody can complete the task. */
final class ListenerConventions {

    /**
     * A listener at a task.
     *
     * @param name the name of its bean
     * @param event the event that it listens to
     * @param declared its declaration by the server
     */
    private record Listener(String name, String event, ListenerDeclaration declared) {}

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
                    .filter(listener -> !listener.declared().reads().optional().isEmpty())
                    .filter(listener -> form(task, model)
                            .filter(form -> !Collections.disjoint(
                                    form.settable(), listener.declared().reads().optional()))
                            .isEmpty())
                    .map(listener -> "calls ${" + listener.name() + "}, which evaluates "
                            + String.join(", ", listener.declared().reads().optional())
                            + ", but its form asks for none of them; move the listener to the task that does"));

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

    static final List<Convention> ALL = List.of(ONCE, ANSWERED, AT_ITS_EVENT, NOTED);

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
}

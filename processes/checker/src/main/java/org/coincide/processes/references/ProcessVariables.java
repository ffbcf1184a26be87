package org.coincide.processes.references;

import static org.coincide.processes.references.ElementReferences.attribute;
import static org.coincide.processes.references.ElementReferences.bean;
import static org.coincide.processes.references.ElementReferences.extensions;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.coincide.processes.forms.HtmlForm;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.server.DelegateDeclaration;
import org.coincide.processes.server.ListenerDeclaration;
import org.coincide.processes.server.ServerInterface;

/** The variables of one process: a called process has those that its calls pass, and not all of its caller. */
public final class ProcessVariables {

    private final Process process;
    private final ModelSet models;
    private final ServerInterface server;

    private ProcessVariables(Process process, ModelSet models, ServerInterface server) {
        this.process = process;
        this.models = models;
        this.server = server;
    }

    public static ProcessVariables of(Process process, ModelSet models, ServerInterface server) {
        return new ProcessVariables(process, models, server);
    }

    /** The calls of this process. */
    public Stream<CallActivity> calls() {
        return models.processes().values().stream()
                .flatMap(model -> model.getModelElementsByType(CallActivity.class).stream())
                .filter(call -> process.getId().equals(call.getCalledElement()));
    }

    /** The variables that a call passes. */
    public static Set<String> passed(CallActivity call) {
        var names = new TreeSet<String>();
        extensions(call, CamundaIn.class)
                .map(CamundaIn::getCamundaTarget)
                .filter(Objects::nonNull)
                .forEach(names::add);
        return names;
    }

    /** The variables that are set inside the process, and those with which the server starts it. */
    public Set<String> own() {
        var names = new TreeSet<String>();
        KnownVariables.setInside((org.camunda.bpm.model.bpmn.BpmnModelInstance) process.getModelInstance())
                .filter(Objects::nonNull)
                .forEach(names::add);
        names.addAll(KnownVariables.SET_BY_ENGINE);
        delegates().forEach(used -> names.addAll(used.declared().variables()));
        listeners().forEach(used -> names.addAll(used.declared().variables()));
        elements(ServiceTask.class)
                .flatMap(task -> ExternalTasks.topic(task).stream())
                .map(server.topics()::get)
                .filter(Objects::nonNull)
                .forEach(topic -> names.addAll(topic.variables()));
        elements(Message.class)
                .map(message -> server.messages().get(String.valueOf(message.getName())))
                .filter(Objects::nonNull)
                .forEach(message -> names.addAll(message.variables()));
        elements(UserTask.class).flatMap(task -> form(task).stream()).forEach(form -> names.addAll(form.set()));
        names.addAll(ofStarts());
        return names;
    }

    /** The variables with which the server starts the process. */
    private Set<String> ofStarts() {
        var names = new TreeSet<String>();
        server.starts().stream()
                .filter(start -> start.process().equals(process.getId()))
                .forEach(start -> {
                    names.addAll(start.otherVariables());
                    start.outcomes()
                            .forEach(outcome -> names.addAll(outcome.variables().keySet()));
                });
        return names;
    }

    /** The variables that the process has from its start. */
    public Set<String> initial() {
        var names = ofStarts();
        names.addAll(KnownVariables.SET_BY_ENGINE);
        calls().map(ProcessVariables::passed).forEach(names::addAll);
        return names;
    }

    /** The elements that set a variable, by its name. */
    public Map<String, Set<String>> setters() {
        return new VariableSetters(this, server).all();
    }

    /** The variables that the process can have: its own, and those that some call passes. */
    public Set<String> available() {
        var names = own();
        calls().map(ProcessVariables::passed).forEach(names::addAll);
        return names;
    }

    /** The delegates, listeners and forms that need a variable of the process. */
    public Stream<VariableReader> readers() {
        return Stream.of(
                        delegates().flatMap(used -> used.declared().reads().required().stream()
                                .map(name -> new VariableReader(used.element(), used.name(), name))),
                        listeners().flatMap(used -> used.declared().reads().required().stream()
                                .map(name -> new VariableReader(used.element(), used.name(), name))),
                        elements(UserTask.class).flatMap(this::formReads))
                .flatMap(reads -> reads);
    }

    /** The elements that wait for a message which the server sends by the value of a variable. */
    public Stream<VariableReader> receivers() {
        return Stream.concat(
                        elements(MessageEventDefinition.class)
                                .map(event -> Map.entry(
                                        ElementReferences.node(event), Optional.ofNullable(event.getMessage()))),
                        elements(ReceiveTask.class)
                                .map(task -> Map.entry(task.getId(), Optional.ofNullable(task.getMessage()))))
                .flatMap(event -> event
                        .getValue()
                        .map(message -> server.messages().get(String.valueOf(message.getName())))
                        .filter(message -> !message.key().isEmpty())
                        .map(message -> new VariableReader(event.getKey(), "the message", message.key()))
                        .stream());
    }

    /** The delegates that act on one record with a variable, and on the whole trade without it. */
    public Stream<VariableReader> optionalReaders() {
        return delegates().flatMap(used -> used.declared().reads().optional().stream()
                .map(name -> new VariableReader(used.element(), used.name(), name)));
    }

    private Stream<VariableReader> formReads(UserTask task) {
        var ofTask = variablesOf(task);
        return form(task).stream().flatMap(form -> form.shown().stream()
                .filter(name -> !ofTask.contains(name))
                .map(name -> new VariableReader(
                        task.getId(), "the form " + HtmlForm.fileOf(task).orElse(""), name)));
    }

    /** The variables that the server and the task's listeners set for the form of a task alone, before it is shown. */
    public Set<String> variablesOf(UserTask task) {
        var names = new TreeSet<>(KnownVariables.OF_TASKS);
        extensions(task, CamundaTaskListener.class)
                .filter(listener -> "create".equals(listener.getCamundaEvent()))
                .flatMap(listener -> declared(listener.getCamundaDelegateExpression()))
                .forEach(listener -> names.addAll(listener.taskVariables()));
        return names;
    }

    private Stream<ListenerDeclaration> declared(String taskListener) {
        return bean(taskListener).map(server.taskListeners()::get).stream();
    }

    Optional<HtmlForm> form(UserTask task) {
        return HtmlForm.fileOf(task).map(models.forms()::get);
    }

    /** A delegate or listener of an element. */
    record Used<T>(String element, String name, T declared) {}

    Stream<Used<DelegateDeclaration>> delegates() {
        return elements(BaseElement.class)
                .flatMap(element -> attribute(element, "delegateExpression")
                        .flatMap(ElementReferences::bean)
                        .filter(server.delegates()::containsKey)
                        .map(name -> new Used<>(
                                ElementReferences.node(element),
                                name,
                                server.delegates().get(name)))
                        .stream());
    }

    Stream<Used<ListenerDeclaration>> listeners() {
        return Stream.concat(
                elements(CamundaExecutionListener.class)
                        .flatMap(listener -> bean(listener.getCamundaDelegateExpression())
                                .filter(server.executionListeners()::containsKey)
                                .map(name -> new Used<>(
                                        ElementReferences.node(listener),
                                        name,
                                        server.executionListeners().get(name)))
                                .stream()),
                elements(CamundaTaskListener.class)
                        .flatMap(listener -> bean(listener.getCamundaDelegateExpression())
                                .filter(server.taskListeners()::containsKey)
                                .map(name -> new Used<>(
                                        ElementReferences.node(listener),
                                        name,
                                        server.taskListeners().get(name)))
                                .stream()));
    }

    <T extends org.camunda.bpm.model.xml.instance.ModelElementInstance> Stream<T> elements(Class<T> kind) {
        return process.getModelInstance().getModelElementsByType(kind).stream();
    }
}

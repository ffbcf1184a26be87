package org.coincide.processes.conventions;

import static org.coincide.processes.references.ElementReferences.extensions;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaList;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaMap;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.references.KnownVariables;
import org.coincide.processes.references.ModelExpression;
import org.coincide.processes.references.NearestName;
import org.coincide.processes.references.ProcessVariables;
import org.coincide.processes.references.ReadVariable;
import org.coincide.processes.references.VariableReader;
import org.coincide.processes.server.ServerInterface;

/** Conventions for the variables that a call passes and returns: for a misspelt one the engine passes null without an error. */
final class MappingConventions {

    static final Convention SOURCES =
            Convention.of("a variable that a call passes or returns is set before", model -> calls(model)
                    .flatMap(call -> Stream.concat(unsetInputs(call, model), unsetOutputs(call, model))));

    static final Convention TARGETS = Convention.by(
            "a variable that a call passes or returns is read afterwards",
            MappingConventions::readable,
            (model, readable) -> calls(model).flatMap(call -> targets(call)
                    .filter(target -> !readable.contains(target))
                    .map(target -> new Violation(
                            call.getId(),
                            "sets the variable " + target + ", which nothing reads; "
                                    + suggestion(target, readable, model)))));

    static final Convention HANDED_ON = Convention.of(
            "a process has each variable that its delegates, listeners and forms read",
            model -> model.content().getModelElementsByType(Process.class).stream()
                    .map(process -> ProcessVariables.of(process, model.all(), model.server()))
                    .flatMap(process -> missing(process, model)));

    static final Convention CALLS =
            Convention.of("a call passes each variable that the called process reads", model -> calls(model)
                    .flatMap(call -> called(call, model).stream().flatMap(process -> ProcessVariables.of(
                                    process, model.all(), model.server())
                            .readers()
                            .filter(reader -> !isPassed(reader, call, process, model))
                            .map(reader -> new Violation(
                                    call.getId(),
                                    "does not pass the variable " + reader.variable() + ", which " + reader.by()
                                            + " reads at " + reader.element() + "; "
                                            + listener(
                                                            reader,
                                                            ProcessVariables.of(process, model.all(), model.server())
                                                                    .available(),
                                                            model)
                                                    .orElse("add it to the in mappings"))))));

    /** A local variable of a call activity is hardly ever meant: the engine passes null, or forgets the value that is returned. */
    static final Convention WHOLE_PROCESS =
            Convention.of("a call passes and returns variables of the whole process", model -> calls(model)
                    .flatMap(call -> Stream.concat(
                                    extensions(call, CamundaIn.class)
                                            .filter(CamundaIn::getCamundaLocal)
                                            .map(CamundaIn::getCamundaSource),
                                    extensions(call, CamundaOut.class)
                                            .filter(CamundaOut::getCamundaLocal)
                                            .map(CamundaOut::getCamundaTarget))
                            .map(variable -> new Violation(
                                    call.getId(),
                                    "passes or returns " + variable + " as a local variable, which only this element"
                                            + " has; switch Local off"))));

    /** The path check and the types of variables know single values only. */
    static final Convention SINGLE_VALUES =
            Convention.of("an input or output parameter is a text or an expression", model -> Stream.concat(
                            model.content().getModelElementsByType(CamundaList.class).stream(),
                            model.content().getModelElementsByType(CamundaMap.class).stream())
                    .map(value -> new Violation(
                            owner(value),
                            "sets a variable to a " + value.getDomElement().getLocalName()
                                    + ", which conditions cannot read; choose the type string or expression")));

    static final List<Convention> ALL = List.of(SOURCES, TARGETS, HANDED_ON, CALLS, WHOLE_PROCESS, SINGLE_VALUES);

    private MappingConventions() {}

    /** The element that an editor knows: a form field has an identifier of its own. */
    static String owner(ModelElementInstance element) {
        return element instanceof FlowNode node ? node.getId() : owner(element.getParentElement());
    }

    static Stream<CallActivity> calls(CheckedModel model) {
        return model.content().getModelElementsByType(CallActivity.class).stream();
    }

    /** A variable that is missing in a called process is a fault of its calls. */
    private static Stream<Violation> missing(ProcessVariables process, CheckedModel model) {
        if (process.calls().findAny().isPresent()) {
            return Stream.empty();
        }
        var available = process.own();
        return process.readers()
                .filter(reader -> !available.contains(reader.variable()))
                .map(reader -> new Violation(
                        reader.element(),
                        reader.by() + " reads the variable " + reader.variable()
                                + ", which is not set in this process; "
                                + listener(reader, available, model)
                                        .orElseGet(() -> suggestion(reader.variable(), available, model))));
    }

    static boolean isPassed(VariableReader reader, CallActivity call, Process process, CheckedModel model) {
        var called = ProcessVariables.of(process, model.all(), model.server());
        return called.own().contains(reader.variable())
                || ProcessVariables.passed(call).contains(reader.variable());
    }

    static Optional<Process> called(CallActivity call, CheckedModel model) {
        return model.all().processes().values().stream()
                .flatMap(content -> content.getModelElementsByType(Process.class).stream())
                .filter(process -> process.getId().equals(call.getCalledElement()))
                .findFirst();
    }

    private static Stream<Violation> unsetInputs(CallActivity call, CheckedModel model) {
        return model.content().getModelElementsByType(Process.class).stream()
                .flatMap(process -> unset(
                        extensions(call, CamundaIn.class).map(CamundaIn::getCamundaSource), call, process, model));
    }

    private static Stream<Violation> unsetOutputs(CallActivity call, CheckedModel model) {
        return called(call, model).stream()
                .flatMap(process -> unset(
                        extensions(call, CamundaOut.class).map(CamundaOut::getCamundaSource), call, process, model));
    }

    private static Stream<Violation> unset(
            Stream<String> sources, CallActivity call, Process process, CheckedModel model) {
        var available =
                ProcessVariables.of(process, model.all(), model.server()).available();
        return sources.filter(Objects::nonNull)
                .filter(source -> !available.contains(source))
                .map(source -> new Violation(
                        call.getId(),
                        "reads the variable " + source + ", which is never set in the process " + process.getId() + "; "
                                + suggestion(source, available, model)));
    }

    /** A form can show what a listener of its task sets, if the process has what the listener reads. */
    private static Optional<String> listener(VariableReader reader, Set<String> available, CheckedModel model) {
        return model.server().taskListeners().entrySet().stream()
                .filter(listener -> listener.getValue().taskVariables().contains(reader.variable()))
                .findFirst()
                .map(listener -> {
                    var missing = new TreeSet<>(listener.getValue().reads().required());
                    missing.removeAll(available);
                    return missing.isEmpty()
                            ? "add the task listener ${" + listener.getKey() + "} with the event create to "
                                    + reader.element()
                            : "remove it from the form: only ${" + listener.getKey()
                                    + "} sets it, which needs the variable " + String.join(", ", missing);
                });
    }

    /** Suggests a variable, not a counter of the engine or a word of a form's script. */
    private static String suggestion(String name, Set<String> available, CheckedModel model) {
        var names = new TreeSet<>(available);
        names.retainAll(KnownVariables.in(model.all(), model.server()));
        names.removeAll(KnownVariables.SET_BY_ENGINE);
        return NearestName.suggestion(name, names, UnaryOperator.identity());
    }

    private static Stream<String> sources(CallActivity call) {
        return Stream.concat(
                        extensions(call, CamundaIn.class).map(CamundaIn::getCamundaSource),
                        extensions(call, CamundaOut.class).map(CamundaOut::getCamundaSource))
                .filter(Objects::nonNull);
    }

    private static Stream<String> targets(CallActivity call) {
        return Stream.concat(
                        extensions(call, CamundaIn.class).map(CamundaIn::getCamundaTarget),
                        extensions(call, CamundaOut.class).map(CamundaOut::getCamundaTarget))
                .filter(Objects::nonNull);
    }

    /** The variables that models, tables and forms read, and those of the server's own delegates. */
    private static Set<String> readable(ModelSet all, ServerInterface server) {
        var names = new TreeSet<>(server.variables());
        all.processes().values().stream()
                .flatMap(ModelExpression::in)
                .flatMap(expression -> expression.variables().stream())
                .forEach(names::add);
        all.processes().values().stream()
                .flatMap(content -> content.getModelElementsByType(CallActivity.class).stream())
                .flatMap(MappingConventions::sources)
                .forEach(names::add);
        all.decisions().values().stream()
                .flatMap(ReadVariable::in)
                .map(ReadVariable::name)
                .forEach(names::add);
        names.addAll(KnownVariables.ofForms(all.forms().values()).collect(Collectors.toSet()));
        return names;
    }
}

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
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFormField;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaList;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaMap;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOutputParameter;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.coincide.processes.forms.HtmlForm;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.paths.expression.JuelExpression;
import org.coincide.processes.paths.expression.PathViolationException;
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
                                    + suggestion(target, readable)))));

    static final Convention HANDED_ON = Convention.of(
            "a process has each variable that its delegates, listeners and forms read",
            model -> model.content().getModelElementsByType(Process.class).stream()
                    .map(process -> ProcessVariables.of(process, model.all(), model.server()))
                    .flatMap(process -> missing(process, model)));

    static final Convention CALLS =
            Convention.of("a call passes each variable that the called process reads", model -> calls(model)
                    .flatMap(call -> called(call, model).stream()
                            .flatMap(process -> ProcessVariables.of(process, model.all(), model.server())
                                    .readers()
                                    .filter(reader -> !isPassed(reader, call, process, model))
                                    .map(reader -> new Violation(
                                            call.getId(),
                                            "does not pass the variable " + reader.variable() + ", which " + reader.by()
                                                    + " reads at " + reader.element() + "; "
                                                    + listener(reader, model).orElse("add it to the in mappings"))))));

    /** Without the variable, the delegate would act on the whole trade, such as refund everything that was paid. */
    static final Convention OF_ONE_RECORD = Convention.of(
            "a process of one consignment or return calls others for this one alone", model -> calls(model)
                    .filter(call -> isOfOneRecord(call, model))
                    .flatMap(call -> called(call, model).stream()
                            .flatMap(process -> ProcessVariables.of(process, model.all(), model.server())
                                    .optionalReaders()
                                    .filter(reader -> !isPassed(reader, call, process, model))
                                    .map(reader -> new Violation(
                                            call.getId(),
                                            "does not pass the variable " + reader.variable() + ", without which "
                                                    + reader.by() + " at " + reader.element()
                                                    + " acts on the whole order; add it to the in mappings")))));

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

    /** Consignments, returns and their lines are numbered from 1, the instances of an activity from 0. */
    static final Convention NUMBERED_FROM_ONE =
            Convention.of("the number by which a delegate finds its records begins with 1", model -> {
                var keys = keys(model);
                return calls(model).flatMap(call -> extensions(call, CamundaIn.class)
                        .filter(in -> isZeroAtFirst(in) && keys.contains(in.getCamundaTarget()))
                        .map(in -> new Violation(
                                call.getId(),
                                "passes " + in.getCamundaSourceExpression() + " as " + in.getCamundaTarget()
                                        + ", which is 0 for the first instance; use ${loopCounter + 1}")));
            });

    /** The path check and the types of variables know single values only. */
    static final Convention SINGLE_VALUES =
            Convention.of("an input or output parameter is a text or an expression", model -> Stream.concat(
                            model.content().getModelElementsByType(CamundaList.class).stream(),
                            model.content().getModelElementsByType(CamundaMap.class).stream())
                    .map(value -> new Violation(
                            owner(value),
                            "sets a variable to a " + value.getDomElement().getLocalName()
                                    + ", which conditions cannot read; choose the type string or expression")));

    /** An editor's value would be taken for that of the client. */
    static final Convention READ_ONLY =
            Convention.of("no element sets a variable that the server takes from the order", model -> {
                var ofClient = new TreeSet<>(model.server().firstStart().otherVariables());
                model.server().messages().values().forEach(message -> ofClient.addAll(message.variables()));
                return Stream.concat(
                                setters(model),
                                model.content().getModelElementsByType(CamundaIn.class).stream()
                                        .filter(in -> !Objects.equals(in.getCamundaSource(), in.getCamundaTarget()))
                                        .map(in -> setter(in, in.getCamundaTarget())))
                        .filter(setter -> ofClient.contains(setter.variable()))
                        .map(setter -> new Violation(
                                setter.element(),
                                "sets the variable " + setter.variable()
                                        + ", which the server takes from the client; choose another name"));
            });

    /** A delegate would ship, refund or cancel something else. A call may pass another number to its own process. */
    static final Convention RECORDS =
            Convention.of("no element sets a variable by which a delegate finds its records", model -> {
                var keys = keys(model);
                return setters(model)
                        .filter(setter -> keys.contains(setter.variable()))
                        .map(setter -> new Violation(
                                setter.element(),
                                "sets the variable " + setter.variable()
                                        + ", by which delegates find the consignment, the invoice or the return; choose"
                                        + " another name"));
            });

    static final List<Convention> ALL = List.of(
            SOURCES,
            TARGETS,
            HANDED_ON,
            CALLS,
            OF_ONE_RECORD,
            READ_ONLY,
            RECORDS,
            NUMBERED_FROM_ONE,
            WHOLE_PROCESS,
            SINGLE_VALUES);

    private MappingConventions() {}

    /** The variables by which delegates find consignments, invoices and returns. */
    private static Set<String> keys(CheckedModel model) {
        var keys = new TreeSet<String>();
        model.server()
                .delegates()
                .values()
                .forEach(delegate -> keys.addAll(delegate.reads().required()));
        return keys;
    }

    /** A process of one consignment, invoice or return is called or started with its number. */
    private static boolean isOfOneRecord(CallActivity call, CheckedModel model) {
        var process = processOf(call);
        var ofProcess = ProcessVariables.of(process, model.all(), model.server());
        var keys = keys(model);
        var passed = new TreeSet<String>();
        ofProcess.calls().map(ProcessVariables::passed).forEach(passed::addAll);
        model.server().starts().stream()
                .filter(start -> start.process().equals(process.getId()))
                .forEach(start -> passed.addAll(start.otherVariables()));
        return passed.stream().anyMatch(keys::contains);
    }

    private static Process processOf(ModelElementInstance element) {
        return element instanceof Process process ? process : processOf(element.getParentElement());
    }

    private static boolean isZeroAtFirst(CamundaIn in) {
        if (in.getCamundaTarget() == null || in.getCamundaSourceExpression() == null) {
            return false;
        }
        try {
            var value = new JuelExpression(in.getCamundaSourceExpression())
                    .value(name -> name.equals("loopCounter") ? (Object) 0L : null);
            return value instanceof Number number && number.longValue() <= 0;
        } catch (PathViolationException | IllegalArgumentException otherwiseReported) {
            return false;
        }
    }

    private static Stream<VariableReader> setters(CheckedModel model) {
        return Stream.of(
                        model.content().getModelElementsByType(CamundaOut.class).stream()
                                .filter(out -> !Objects.equals(out.getCamundaSource(), out.getCamundaTarget()))
                                .map(out -> setter(out, out.getCamundaTarget())),
                        model.content().getModelElementsByType(CamundaInputParameter.class).stream()
                                .map(input -> setter(input, input.getCamundaName())),
                        model.content().getModelElementsByType(CamundaOutputParameter.class).stream()
                                .map(output -> setter(output, output.getCamundaName())),
                        model.content().getModelElementsByType(CamundaFormField.class).stream()
                                .map(field -> new VariableReader(owner(field), "", field.getCamundaId())),
                        model.content().getModelElementsByType(BusinessRuleTask.class).stream()
                                .map(task -> setter(task, task.getCamundaResultVariable())),
                        model.content().getModelElementsByType(StartEvent.class).stream()
                                .map(event -> setter(event, event.getCamundaInitiator())),
                        model.content().getModelElementsByType(ErrorEventDefinition.class).stream()
                                .flatMap(error -> Stream.of(
                                        setter(error, error.getCamundaErrorCodeVariable()),
                                        setter(error, error.getCamundaErrorMessageVariable()))),
                        model.content().getModelElementsByType(UserTask.class).stream()
                                .flatMap(task -> fields(task, model)))
                .flatMap(setters -> setters);
    }

    private static VariableReader setter(ModelElementInstance element, String variable) {
        return new VariableReader(owner(element), "", Objects.requireNonNullElse(variable, ""));
    }

    /** The element that an editor knows: a form field has an identifier of its own. */
    private static String owner(ModelElementInstance element) {
        return element instanceof FlowNode node ? node.getId() : owner(element.getParentElement());
    }

    private static Stream<VariableReader> fields(UserTask task, CheckedModel model) {
        return HtmlForm.fileOf(task).map(model.all().forms()::get).stream()
                .flatMap(form -> form.fields().keySet().stream())
                .map(name -> new VariableReader(task.getId(), "", name));
    }

    private static Stream<CallActivity> calls(CheckedModel model) {
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
                                + listener(reader, model).orElseGet(() -> suggestion(reader.variable(), available))));
    }

    private static boolean isPassed(VariableReader reader, CallActivity call, Process process, CheckedModel model) {
        var called = ProcessVariables.of(process, model.all(), model.server());
        return called.own().contains(reader.variable())
                || ProcessVariables.passed(call).contains(reader.variable());
    }

    private static Optional<Process> called(CallActivity call, CheckedModel model) {
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
                                + suggestion(source, available)));
    }

    /** A form can show what a listener of its task sets. */
    private static Optional<String> listener(VariableReader reader, CheckedModel model) {
        return model.server().taskListeners().entrySet().stream()
                .filter(listener -> listener.getValue().taskVariables().contains(reader.variable()))
                .map(listener -> "add the task listener ${" + listener.getKey() + "} with the event create to "
                        + reader.element())
                .findFirst();
    }

    private static String suggestion(String name, Set<String> available) {
        return NearestName.suggestion(name, available, UnaryOperator.identity());
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

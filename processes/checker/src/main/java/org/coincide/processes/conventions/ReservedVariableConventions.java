package org.coincide.processes.conventions;

import static org.coincide.processes.references.ElementReferences.extensions;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFormField;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOutputParameter;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.coincide.processes.forms.HtmlForm;
import org.coincide.processes.paths.expression.JuelExpression;
import org.coincide.processes.paths.expression.PathViolationException;
import org.coincide.processes.references.ProcessVariables;
import org.coincide.processes.references.VariableReader;

/**
 * Conventions for variables that are not an editor's: those that the server takes from the client's order, and those by which its delegates
 * find the consignment, the invoice or the return that a process is about.
 */
final class ReservedVariableConventions {

    /** Without the variable, the delegate would act on the whole trade, such as refund everything that was paid. */
    static final Convention OF_ONE_RECORD = Convention.of(
            "a process of one consignment or return calls others for this one alone",
            model -> MappingConventions.calls(model)
                    .filter(call -> isOfOneRecord(call, model))
                    .flatMap(call -> MappingConventions.called(call, model).stream()
                            .flatMap(process -> ProcessVariables.of(process, model.all(), model.server())
                                    .optionalReaders()
                                    .filter(reader -> !MappingConventions.isPassed(reader, call, process, model))
                                    .map(reader -> new Violation(
                                            call.getId(),
                                            "does not pass the variable " + reader.variable() + ", without which "
                                                    + reader.by() + " at " + reader.element()
                                                    + " acts on the whole order; add it to the in mappings")))));

    /** Consignments, returns and their lines are numbered from 1, the instances of an activity from 0. */
    static final Convention NUMBERED_FROM_ONE =
            Convention.of("the number by which a delegate finds its records begins with 1", model -> {
                var keys = keys(model);
                return MappingConventions.calls(model).flatMap(call -> extensions(call, CamundaIn.class)
                        .filter(in -> isZeroAtFirst(in) && keys.contains(in.getCamundaTarget()))
                        .map(in -> new Violation(
                                call.getId(),
                                "passes " + in.getCamundaSourceExpression() + " as " + in.getCamundaTarget()
                                        + ", which is 0 for the first instance; use ${loopCounter + 1}")));
            });

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

    static final List<Convention> ALL = List.of(OF_ONE_RECORD, READ_ONLY, RECORDS, NUMBERED_FROM_ONE);

    private ReservedVariableConventions() {}

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
                                .map(field ->
                                        new VariableReader(MappingConventions.owner(field), "", field.getCamundaId())),
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
        return new VariableReader(MappingConventions.owner(element), "", Objects.requireNonNullElse(variable, ""));
    }

    private static Stream<VariableReader> fields(UserTask task, CheckedModel model) {
        return HtmlForm.fileOf(task).map(model.all().forms()::get).stream()
                .flatMap(form -> form.fields().keySet().stream())
                .map(name -> new VariableReader(task.getId(), "", name));
    }
}

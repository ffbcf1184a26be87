package org.coincide.processes.conventions;

import static org.coincide.processes.references.ElementReferences.extensions;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFormData;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFormField;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaValue;
import org.coincide.processes.forms.FormFault;
import org.coincide.processes.forms.FormField;
import org.coincide.processes.forms.HtmlForm;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.references.ModelExpression;
import org.coincide.processes.references.NearestName;
import org.coincide.processes.references.ReadVariable;
import org.coincide.processes.server.ServerInterface;

/** Conventions for the forms of user tasks: a browser shows their faults only when a person opens the task. */
final class FormConventions {

    /** The types of variables that Tasklist converts the input of a field to. */
    private static final Set<String> TYPES =
            new TreeSet<>(Set.of("String", "Boolean", "Integer", "Long", "Short", "Double", "Date", "Bytes", "File"));

    private static final Set<String> EVENTS = Set.of(
            "form-loaded",
            "variables-fetched",
            "variables-restored",
            "variables-applied",
            "submit",
            "submit-success",
            "submit-failed",
            "store",
            "variables-stored",
            "variables-saved",
            "error");

    private static final Pattern COMPARISON =
            Pattern.compile("(?<![\\w.])([A-Za-z_]\\w*)\\s*(?:==|!=|\\beq\\b|\\bne\\b)\\s*(?:'([^']*)'|\"([^\"]*)\")");

    static final Convention READABLE = Convention.ofForms(
            "a form is whole HTML with fields of known types, and its scripts can be read", form -> Stream.of(
                            form.faults().stream().filter(FormFault::certain).map(FormFault::toString),
                            form.fields().values().stream()
                                    .filter(field -> !TYPES.contains(field.type()))
                                    .map(FormConventions::unknownType),
                            form.fields().values().stream().flatMap(FormConventions::unreadable))
                    .flatMap(faults -> faults));

    static final Convention FIELDS = Convention.of(
            "a form has the fields and the choices that its task declares",
            model -> model.content().getModelElementsByType(UserTask.class).stream()
                    .flatMap(task -> form(task, model).stream()
                            .flatMap(form -> declared(task).flatMap(field -> undeclared(field, form)))
                            .map(fault -> new Violation(task.getId(), fault))));

    static final Convention CHOICES =
            Convention.of("a condition compares a field of a form with a choice of the form", model -> {
                var fields = fields(model);
                return model.content().getModelElementsByType(SequenceFlow.class).stream()
                        .filter(flow -> flow.getConditionExpression() != null)
                        .flatMap(flow -> comparisonFaults(
                                        flow.getConditionExpression().getTextContent(), fields)
                                .map(fault -> new Violation(flow.getId(), fault)));
            });

    static final Convention READABLE_EVERYWHERE = Convention.ofForms(
                    "a form is read alike by every browser, and shows names that its script sets", form -> Stream.of(
                                    form.faults().stream()
                                            .filter(fault -> !fault.certain())
                                            .map(FormFault::toString),
                                    form.events().stream()
                                            .filter(event -> !EVENTS.contains(event))
                                            .map(event -> "the script waits for the event " + event
                                                    + ", which Tasklist does not send; " + suggestion(event, EVENTS)),
                                    form.unknownNames().stream()
                                            .map(name -> "shows {{" + name + "}}, which nothing sets; "
                                                    + suggestion(name, known(form))))
                            .flatMap(faults -> faults))
            .asAdvice();

    static final Convention SHOWN = Convention.ofForms(
                    "a task shows each form",
                    (file, all) -> Convention.unless(
                            isShown(file, all),
                            "no task shows the form; enter embedded:deployment:" + file
                                    + " as the form key of a task, or remove the file"))
            .asAdvice();

    static final Convention READ = Convention.by(
                    "something reads each field of a form",
                    FormConventions::reads,
                    (model, reads) -> model.content().getModelElementsByType(UserTask.class).stream()
                            .flatMap(task -> form(task, model).stream()
                                    .flatMap(form -> unread(form, task, reads))
                                    .map(fault -> new Violation(task.getId(), fault))))
            .asAdvice();

    static final Convention REQUIRED = Convention.of(
                    "a field that a condition reads is required",
                    model -> model.content().getModelElementsByType(UserTask.class).stream()
                            .flatMap(task -> form(task, model).stream()
                                    .flatMap(form -> form.fields().values().stream())
                                    .filter(field -> isRead(field.variable(), model))
                                    .flatMap(FormConventions::possiblyEmpty)
                                    .map(fault -> new Violation(task.getId(), fault))))
            .asAdvice();

    static final Convention ALL_CHOICES = Convention.of(
                    "a form offers each choice that its task declares",
                    model -> model.content().getModelElementsByType(UserTask.class).stream()
                            .flatMap(task -> form(task, model).stream()
                                    .flatMap(form -> declared(task).flatMap(field -> notOffered(field, form)))
                                    .map(fault -> new Violation(task.getId(), fault))))
            .asAdvice();

    static final List<Convention> ALL =
            List.of(READABLE, FIELDS, CHOICES, READABLE_EVERYWHERE, SHOWN, READ, REQUIRED, ALL_CHOICES);

    private FormConventions() {}

    private static Optional<HtmlForm> form(UserTask task, CheckedModel model) {
        return HtmlForm.fileOf(task).map(model.all().forms()::get);
    }

    private static boolean isShown(String file, ModelSet all) {
        return all.processes().values().stream()
                .flatMap(model -> model.getModelElementsByType(UserTask.class).stream())
                .flatMap(task -> HtmlForm.fileOf(task).stream())
                .anyMatch(file::equals);
    }

    private static String suggestion(String name, Set<String> known) {
        return NearestName.suggestion(name, known, UnaryOperator.identity());
    }

    private static String unknownType(FormField field) {
        return "line " + field.line() + ": the field " + field.variable() + " has "
                + (field.type().isEmpty() ? "no cam-variable-type" : "the unknown type " + field.type()) + "; "
                + suggestion(field.type(), TYPES);
    }

    private static Stream<String> unreadable(FormField field) {
        return field.unreadableChoices().stream()
                .map(choice -> "line " + field.line() + ": the field " + field.variable() + " offers " + choice
                        + ", which is no value of the type " + field.type() + "; "
                        + (field.type().equals("Boolean") ? "use true or false" : "use a number"));
    }

    private static Stream<String> possiblyEmpty(FormField field) {
        if (!field.obstacle().isEmpty()) {
            return Stream.of("a condition reads " + field.variable() + ", but the field " + field.obstacle()
                    + "; let a person always fill it in");
        }
        return Convention.unless(
                field.required() || field.choices().contains("false"),
                "a condition reads " + field.variable()
                        + ", but a person can leave the field empty; add required to it");
    }

    private static Set<String> known(HtmlForm form) {
        var names = form.settable();
        names.addAll(form.shown());
        return names;
    }

    private static Stream<CamundaFormField> declared(UserTask task) {
        return extensions(task, CamundaFormData.class).flatMap(data -> data.getCamundaFormFields().stream());
    }

    /** The engine validates an answer by the fields that the task declares; the form has to offer the same. */
    private static Stream<String> undeclared(CamundaFormField declared, HtmlForm form) {
        var name = declared.getCamundaId();
        var field = form.fields().get(name);
        if (field == null) {
            return Convention.unless(
                    form.scriptWords().contains(name),
                    "the form has no field for " + name + ", which the task declares; "
                            + suggestion(name, form.settable()));
        }
        var values = declared.getCamundaValues().stream()
                .map(CamundaValue::getCamundaId)
                .collect(Collectors.toCollection(TreeSet::new));
        return values.isEmpty()
                ? Stream.empty()
                : field.choices().stream()
                        .filter(choice -> !values.contains(choice))
                        .map(choice -> "the form offers " + choice + ", which the field " + name
                                + " of the task does not have; " + suggestion(choice, values));
    }

    private static Stream<String> notOffered(CamundaFormField declared, HtmlForm form) {
        var field = form.fields().get(declared.getCamundaId());
        return field == null || field.choices().isEmpty()
                ? Stream.empty()
                : declared.getCamundaValues().stream()
                        .map(CamundaValue::getCamundaId)
                        .filter(choice -> !field.choices().contains(choice))
                        .map(choice -> "the form does not offer " + choice + ", which the field "
                                + declared.getCamundaId() + " of the task has; add it to the form");
    }

    /** The fields with choices of all forms, unless something else sets the variable, too. */
    private static Map<String, List<FormField>> fields(CheckedModel model) {
        var fields = new TreeMap<String, List<FormField>>(model.all().processes().values().stream()
                .flatMap(content -> content.getModelElementsByType(UserTask.class).stream())
                .flatMap(task -> form(task, model).stream())
                .flatMap(form -> form.fields().values().stream())
                .collect(Collectors.groupingBy(FormField::variable)));
        fields.keySet().removeAll(model.server().variables());
        model.all().processes().values().stream()
                .flatMap(content -> Stream.concat(
                        content.getModelElementsByType(CamundaOut.class).stream()
                                .filter(out -> out.getCamundaSource() == null
                                        || !out.getCamundaSource().equals(out.getCamundaTarget()))
                                .map(CamundaOut::getCamundaTarget),
                        content.getModelElementsByType(CamundaIn.class).stream()
                                .filter(in -> in.getCamundaSource() == null
                                        || !in.getCamundaSource().equals(in.getCamundaTarget()))
                                .map(CamundaIn::getCamundaTarget)))
                .filter(target -> target != null)
                .forEach(fields::remove);
        return fields;
    }

    private static Stream<String> comparisonFaults(String condition, Map<String, List<FormField>> fields) {
        return COMPARISON.matcher(String.valueOf(condition)).results().flatMap(compared -> {
            var text = compared.group(2) == null ? compared.group(3) : compared.group(2);
            return comparisonFault(compared.group(1), text, fields.getOrDefault(compared.group(1), List.of()));
        });
    }

    private static Stream<String> comparisonFault(String variable, String text, List<FormField> fields) {
        if (fields.isEmpty()) {
            return Stream.empty();
        }
        var types = fields.stream().map(FormField::type).collect(Collectors.toCollection(TreeSet::new));
        if (!types.contains("String")) {
            return Stream.of(
                    "compares " + variable + " with the text '" + text + "', but the form sets a value of the type "
                            + String.join(" or ", types) + "; compare it with such a value, or correct the type");
        }
        var choices = fields.stream()
                .flatMap(field -> field.choices().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        return Convention.unless(
                text.isEmpty()
                        || choices.contains(text)
                        || fields.stream().anyMatch(field -> field.choices().isEmpty()),
                "compares " + variable + " with '" + text + "', which no form offers; " + suggestion(text, choices));
    }

    private static Stream<String> unread(HtmlForm form, UserTask task, Set<String> ofModels) {
        var reads = new TreeSet<>(ofModels);
        declared(task).map(CamundaFormField::getCamundaId).forEach(reads::add);
        return form.fields().keySet().stream()
                .filter(name -> !reads.contains(name))
                .map(name -> "nothing reads the variable " + name + ", which the form sets; " + suggestion(name, reads)
                        + ", if you meant that");
    }

    private static boolean isRead(String variable, CheckedModel model) {
        return ReadVariable.in(model.content()).anyMatch(read -> read.name().equals(variable));
    }

    private static Set<String> reads(ModelSet all, ServerInterface server) {
        var names = new TreeSet<>(server.readVariables());
        all.processes().values().forEach(content -> {
            ModelExpression.in(content).forEach(expression -> names.addAll(expression.variables()));
            content.getModelElementsByType(CallActivity.class).forEach(call -> Stream.concat(
                            extensions(call, CamundaIn.class).map(CamundaIn::getCamundaSource),
                            extensions(call, CamundaOut.class).map(CamundaOut::getCamundaSource))
                    .filter(source -> source != null)
                    .forEach(names::add));
        });
        all.decisions().values().stream()
                .flatMap(ReadVariable::in)
                .map(ReadVariable::name)
                .forEach(names::add);
        return names;
    }
}

package org.coincide.processes.conventions;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.coincide.processes.forms.HtmlForm;
import org.coincide.processes.model.Finding;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.server.ServerInterface;

/** A convention for models, which finds its violations: "order.bpmn: Task_VoidRemainder: should be asyncBefore". */
public final class Convention {

    private final String text;
    private final BiFunction<ModelSet, ServerInterface, Stream<InFile>> violations;
    private final boolean binding;

    /** Finds the violations of a decision table. */
    @FunctionalInterface
    interface TableCheck {

        Stream<Violation> check(DmnModelInstance table, ModelSet all, ServerInterface server);
    }

    /** A violation and its file. */
    private record InFile(String file, Violation violation) {}

    private Convention(String text, BiFunction<ModelSet, ServerInterface, Stream<InFile>> violations, boolean binding) {
        this.text = text;
        this.violations = violations;
        this.binding = binding;
    }

    /** All conventions, in the order in which an editor meets them. */
    public static Stream<Convention> all() {
        return Stream.of(
                        NamingConventions.ALL,
                        ExecutionConventions.ALL,
                        ElementConventions.ALL,
                        UserTaskConventions.ALL,
                        ListenerConventions.ALL,
                        FlowConventions.ALL,
                        CompensationConventions.ALL,
                        StatusConventions.ALL,
                        DeadlineConventions.ALL,
                        ReferenceConventions.ALL,
                        MessageConventions.ALL,
                        FormConventions.ALL,
                        MappingConventions.ALL,
                        ReservedVariableConventions.ALL,
                        RepetitionConventions.ALL,
                        ExpressionConventions.ALL,
                        TypeConventions.ALL,
                        ColumnConventions.ALL,
                        TableConventions.ALL,
                        DiagramConventions.ALL)
                .flatMap(List::stream);
    }

    /** The violations in a set of models, on this server. */
    public Stream<Finding> findings(ModelSet models, ServerInterface server) {
        return violations
                .apply(models, server)
                .map(found -> new Finding(
                        found.file(),
                        found.violation().element(),
                        text,
                        found.violation().advice(),
                        binding));
    }

    /** Returns whether a violation refuses the model; otherwise the model is only hard to read. */
    public boolean isBinding() {
        return binding;
    }

    @Override
    public String toString() {
        return text;
    }

    /** A convention for a model as a whole. */
    static Convention of(String text, Function<CheckedModel, Stream<Violation>> violations) {
        return new Convention(
                text,
                (models, server) -> models.processes().entrySet().stream()
                        .map(model -> new CheckedModel(model.getKey(), model.getValue(), models, server))
                        .flatMap(model -> inFile(model.file(), () -> violations.apply(model))),
                true);
    }

    /** A convention for a model as a whole, by facts of all models, such as the variables that any of them reads. */
    static <T> Convention by(
            String text,
            BiFunction<ModelSet, ServerInterface, T> facts,
            BiFunction<CheckedModel, T, Stream<Violation>> violations) {
        return new Convention(
                text,
                (models, server) -> {
                    var collected = new ArrayList<T>(1);
                    return models.processes().entrySet().stream()
                            .map(model -> new CheckedModel(model.getKey(), model.getValue(), models, server))
                            .flatMap(model -> inFile(model.file(), () -> {
                                if (collected.isEmpty()) {
                                    collected.add(facts.apply(models, server));
                                }
                                return violations.apply(model, collected.get(0));
                            }));
                },
                true);
    }

    /** A convention for a decision table. */
    static Convention ofTables(String text, TableCheck violations) {
        return new Convention(
                text,
                (models, server) -> models.decisions().entrySet().stream()
                        .flatMap(table ->
                                inFile(table.getKey(), () -> violations.check(table.getValue(), models, server))),
                true);
    }

    /** A convention for a form. */
    static Convention ofForms(String text, Function<HtmlForm, Stream<String>> violations) {
        return ofForms(text, (file, all) -> violations.apply(all.forms().get(file)));
    }

    /** A convention for a form, by its file and all models. */
    static Convention ofForms(String text, BiFunction<String, ModelSet, Stream<String>> violations) {
        return new Convention(
                text,
                (models, server) -> models.forms().keySet().stream()
                        .flatMap(file -> inFile(
                                file,
                                () -> violations.apply(file, models).map(violation -> new Violation("", violation)))),
                true);
    }

    /** The violations in a file. A failure of the check is a violation, too: an unfinished model must not stop the server's check. */
    private static Stream<InFile> inFile(String file, Supplier<Stream<Violation>> violations) {
        try {
            return violations.get().map(violation -> new InFile(file, violation)).toList().stream();
        } catch (RuntimeException | StackOverflowError failure) {
            return Stream.of(new InFile(
                    file,
                    new Violation(
                            "", "cannot be checked (" + failure + "); complete or undo the last change of the file")));
        }
    }

    /** A convention for each element of a type. */
    static <T extends BaseElement> Convention each(String text, Class<T> kind, Function<T, Stream<String>> advice) {
        return of(text, model -> model.content().getModelElementsByType(kind).stream()
                .flatMap(element -> advice.apply(element).map(violation -> new Violation(element.getId(), violation))));
    }

    /** The same convention as advice: a violation does not refuse the model. */
    Convention asAdvice() {
        return new Convention(text, violations, false);
    }

    /** The violation, unless the condition holds. */
    static Stream<String> unless(boolean holds, String violation) {
        return holds ? Stream.empty() : Stream.of(violation);
    }
}

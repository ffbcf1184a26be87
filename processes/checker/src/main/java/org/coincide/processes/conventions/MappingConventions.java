package org.coincide.processes.conventions;

import static org.coincide.processes.conventions.ElementReferences.extensions;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;

/** Conventions for the variables that a call passes and returns: for a misspelt one the engine passes null without an error. */
final class MappingConventions {

    static final Convention SOURCES =
            Convention.of("a variable that a call passes or returns is set before", model -> calls(model)
                    .flatMap(call -> sources(call)
                            .filter(source -> !KnownVariables.in(model.all(), model.server())
                                    .contains(source))
                            .map(source -> new Violation(call.getId(), notSet(source, model)))));

    static final Convention TARGETS = Convention.of(
            "a variable that a call passes or returns is read afterwards",
            model -> calls(model).flatMap(call -> targets(call)
                    .filter(target -> !readable(model).contains(target))
                    .map(target -> new Violation(
                            call.getId(),
                            "sets the variable " + target + ", which nothing reads; "
                                    + NearestName.suggestion(target, readable(model), UnaryOperator.identity())))));

    static final List<Convention> ALL = List.of(SOURCES, TARGETS);

    private MappingConventions() {}

    private static Stream<CallActivity> calls(CheckedModel model) {
        return model.content().getModelElementsByType(CallActivity.class).stream();
    }

    private static String notSet(String source, CheckedModel model) {
        return "reads the variable " + source + ", which is never set; "
                + NearestName.suggestion(
                        source, KnownVariables.in(model.all(), model.server()), UnaryOperator.identity());
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
    private static Set<String> readable(CheckedModel model) {
        var names = new TreeSet<>(model.server().variables());
        model.all().processes().values().stream()
                .flatMap(ModelExpression::in)
                .flatMap(expression -> expression.variables().stream())
                .forEach(names::add);
        model.all().processes().values().stream()
                .flatMap(content -> content.getModelElementsByType(CallActivity.class).stream())
                .flatMap(MappingConventions::sources)
                .forEach(names::add);
        model.all().decisions().values().stream()
                .flatMap(ReadVariable::in)
                .map(ReadVariable::name)
                .forEach(names::add);
        names.addAll(KnownVariables.ofForms(model.all().forms().values()).collect(Collectors.toSet()));
        return names;
    }
}

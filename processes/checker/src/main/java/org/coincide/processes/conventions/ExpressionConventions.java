package org.coincide.processes.conventions;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.coincide.processes.paths.expression.JuelExpression;
import org.coincide.processes.references.KnownVariables;
import org.coincide.processes.references.ModelExpression;
import org.coincide.processes.references.NearestName;
import org.coincide.processes.references.PrecedingElements;
import org.coincide.processes.references.ProcessVariables;
import org.coincide.processes.references.VariableReader;

/** Conventions for expressions outside conditions, such as those of due dates: the engine evaluates them only with the first order. */
final class ExpressionConventions {

    /** A text that lacks its quotation marks: variables are in camelCase. */
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");

    private static final Pattern ASSIGNMENT = Pattern.compile("[^=!<>]=[^=]");

    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern CALL = Pattern.compile("([A-Za-z_][\\w.]*)\\s*\\(");
    private static final Pattern PROPERTY = Pattern.compile("([A-Za-z_]\\w*)\\s*\\.\\s*([A-Za-z_]\\w*)");
    private static final Set<String> OPERATORS =
            Set.of("and", "or", "not", "empty", "eq", "ne", "lt", "gt", "le", "ge");

    static final Convention READABLE = Convention.of(
            "an expression can be parsed and calls no method",
            model -> ModelExpression.in(model.content()).flatMap(found -> found.expressions().stream()
                    .flatMap(expression -> fault(expression).stream())
                    .map(fault -> new Violation(found.element(), fault))));

    static final Convention VARIABLES = Convention.of("an expression reads variables that are set", model -> {
        var known = KnownVariables.in(model.all(), model.server());
        return ModelExpression.in(model.content()).flatMap(found -> found.variables().stream()
                .filter(name -> !known.contains(name))
                .map(name -> new Violation(
                        found.element(),
                        "reads the variable " + name + ", which is never set; "
                                + (CODE.matcher(name).matches()
                                        ? "enclose a text in quotation marks: '" + name + "'"
                                        : NearestName.suggestion(name, known, UnaryOperator.identity())))));
    });

    /** The engine fails at a variable that is set on other paths only. */
    static final Convention SET_BEFORE = Convention.of(
            "a variable is set before an expression, a delegate or a message reads it",
            model -> model.content().getModelElementsByType(Process.class).stream()
                    .flatMap(process -> early(process, model)));

    static final List<Convention> ALL = List.of(READABLE, VARIABLES, SET_BEFORE);

    private ExpressionConventions() {}

    private static Stream<Violation> early(Process process, CheckedModel model) {
        var variables = ProcessVariables.of(process, model.all(), model.server());
        var initial = variables.initial();
        var setters = variables.setters();
        var preceding = PrecedingElements.of(process);
        return Stream.of(
                        variables.readers().filter(reader -> !reader.by().startsWith("the form ")),
                        variables.receivers(),
                        ModelExpression.in(model.content()).flatMap(found -> found.variables().stream()
                                .map(name -> new VariableReader(found.element(), "an expression", name))))
                .flatMap(readers -> readers)
                .filter(reader -> !initial.contains(reader.variable()))
                .distinct()
                .flatMap(reader -> {
                    var before = preceding.of(reader.element());
                    var places = setters.getOrDefault(reader.variable(), Set.of());
                    return Convention.unless(
                                    before.isEmpty() || places.stream().anyMatch(before::contains),
                                    "reads the variable " + reader.variable() + ", which "
                                            + (places.isEmpty()
                                                    ? "no element of this process sets"
                                                    : "only " + String.join(", ", new TreeSet<>(places)) + " sets")
                                            + "; read it after it is set")
                            .map(fault -> new Violation(reader.element(), fault));
                });
    }

    private static Optional<String> fault(String expression) {
        var code = QUOTED.matcher(expression).replaceAll("''");
        return calls(code)
                .findFirst()
                .map(method -> expression + " calls " + method
                        + ", which expressions must not do; use a variable, or for a " + "timer a duration such as P1D")
                .or(() -> syntaxError(expression))
                .or(() -> property(code)
                        .map(property -> expression + " reads " + property
                                + ", which expressions must not do; use execution.processBusinessKey or a variable"));
    }

    private static Stream<String> calls(String code) {
        return CALL.matcher(code)
                .results()
                .map(call -> call.group(1))
                .filter(name -> !OPERATORS.contains(name))
                .map(name -> name + "()");
    }

    private static Optional<String> syntaxError(String expression) {
        try {
            new JuelExpression(expression);
            return Optional.empty();
        } catch (IllegalArgumentException invalid) {
            var advice = ASSIGNMENT
                            .matcher(QUOTED.matcher(expression).replaceAll("''"))
                            .find()
                    ? "; compare by ==, such as ${byHand == true}"
                    : "";
            return Optional.of(expression + " " + invalid.getMessage() + advice);
        }
    }

    private static Optional<String> property(String code) {
        return PROPERTY.matcher(code)
                .results()
                .filter(property -> property.group(1).equals("execution")
                        && !Set.of("processBusinessKey", "businessKey", "id", "processInstanceId")
                                .contains(property.group(2)))
                .map(property -> property.group(1) + "." + property.group(2))
                .findFirst();
    }
}

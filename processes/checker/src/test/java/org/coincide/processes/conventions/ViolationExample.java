package org.coincide.processes.conventions;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.support.ModelChange;
import org.coincide.processes.support.Models;

/** A change that violates a convention, and the begin of the expected finding. */
public record ViolationExample(
        Convention convention,
        ModelChange change,
        Consumer<Map<String, DmnModelInstance>> changeOfTables,
        UnaryOperator<Map<String, String>> changeOfForms,
        String finding) {

    ViolationExample(
            Convention convention,
            ModelChange change,
            Consumer<Map<String, DmnModelInstance>> changeOfTables,
            String finding) {
        this(convention, change, changeOfTables, UnaryOperator.identity(), finding);
    }

    ViolationExample(Convention convention, ModelChange change, String finding) {
        this(convention, change, tables -> {}, finding);
    }

    /** At least one example for each convention. */
    public static Stream<ViolationExample> all() {
        return Stream.of(
                        NamingViolations.all(),
                        ExecutionViolations.all(),
                        UserTaskViolations.all(),
                        FlowViolations.all(),
                        StatusViolations.all(),
                        DeadlineViolations.all(),
                        ReferenceViolations.all(),
                        ElementViolations.all(),
                        FormViolations.all(),
                        MappingViolations.all(),
                        TypeViolations.all(),
                        TableViolations.all(),
                        DiagramViolations.all(),
                        TextViolations.all())
                .flatMap(examples -> examples);
    }

    /** The models after the change. */
    public ModelSet models() {
        var processes = Models.all();
        change.apply(processes);
        var tables = Models.decisions();
        changeOfTables.accept(tables);
        return Models.with(processes, tables, changeOfForms.apply(Models.forms()));
    }

    @Override
    public String toString() {
        return convention + ", but " + finding;
    }
}

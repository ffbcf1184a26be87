package org.coincide.processes.references;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.InformationRequirement;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Variable;
import org.camunda.bpm.model.xml.ModelInstance;

/** The decisions of a DMN file that another decision requires: their results are inputs of its table. */
public final class DecisionTables {

    private DecisionTables() {}

    /** The table of a decision and those of the decisions that it requires, also indirectly. */
    public static List<DecisionTable> of(Decision decision) {
        var decisions = new LinkedHashSet<Decision>();
        collect(decision, decisions);
        return decisions.stream()
                .flatMap(one -> one.getChildElementsByType(DecisionTable.class).stream())
                .toList();
    }

    private static void collect(Decision decision, Set<Decision> decisions) {
        if (decisions.add(decision)) {
            required(decision).forEach(one -> collect(one, decisions));
        }
    }

    /** The variables that the decisions of a file set for each other. */
    public static Set<String> results(ModelInstance file) {
        return results(file.getModelElementsByType(Decision.class).stream().flatMap(DecisionTables::required));
    }

    /** The variables that the required decisions set for a decision. */
    public static Set<String> resultsFor(Decision decision) {
        var decisions = new LinkedHashSet<Decision>();
        collect(decision, decisions);
        return results(decisions.stream().skip(1));
    }

    private static Set<String> results(Stream<Decision> required) {
        var names = new TreeSet<String>();
        required.forEach(decision -> {
            decision.getChildElementsByType(DecisionTable.class).stream()
                    .flatMap(table -> table.getOutputs().stream())
                    .map(Output::getName)
                    .filter(name -> name != null)
                    .forEach(names::add);
            decision.getChildElementsByType(Variable.class).stream()
                    .map(Variable::getName)
                    .filter(name -> name != null)
                    .forEach(names::add);
        });
        return names;
    }

    private static Stream<Decision> required(Decision decision) {
        return decision.getInformationRequirements().stream()
                .map(InformationRequirement::getRequiredDecision)
                .filter(one -> one != null);
    }
}

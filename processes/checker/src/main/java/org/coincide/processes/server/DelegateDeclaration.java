package org.coincide.processes.server;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The declared behaviour of a delegate.
 *
 * @param outcomes all possible outcomes
 * @param otherVariables variables that it sets with values that no path depends on
 * @param reads the variables that it reads
 * @param local whether it works with the server's database alone, and calls no partner
 */
public record DelegateDeclaration(
        List<TaskOutcome> outcomes, Set<String> otherVariables, VariableReads reads, boolean local) {

    /** The names of all variables that the delegate can set. */
    public Set<String> variables() {
        var names = new TreeSet<>(otherVariables);
        outcomes.forEach(outcome -> names.addAll(outcome.variables().keySet()));
        return names;
    }

    /** The codes of all errors that the delegate can throw. */
    public Set<String> errors() {
        return outcomes.stream()
                .map(TaskOutcome::error)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

package org.coincide.processes.checks.paths;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which variables matter for where a token goes: those that a condition reads, and those that they come from. The walk forgets all
 * others, so that trades that differ in nothing else are walked once.
 */
final class Relevance {

    private final List<Node> nodes;

    Relevance(List<Node> nodes) {
        this.nodes = nodes;
    }

    Set<String> variables() {
        var relevant = new TreeSet<String>();
        nodes.stream()
                .flatMap(Relevance::decidedOn)
                .flatMap(term -> term.variables().stream())
                .forEach(relevant::add);
        var before = -1;
        while (before < relevant.size()) {
            before = relevant.size();
            nodes.stream()
                    .flatMap(Relevance::assignments)
                    .filter(assignment -> relevant.contains(assignment.target()))
                    .forEach(assignment -> relevant.addAll(assignment.source().variables()));
            nodes.stream()
                    .map(node -> node.repetition)
                    .filter(repetition ->
                            repetition != null && repetition.entry() != null && relevant.contains(repetition.entry()))
                    .forEach(repetition -> relevant.addAll(repetition.times().variables()));
        }
        return relevant;
    }

    /** What people answer, and what one gateway alone reads. */
    Set<String> answersReadOnce() {
        var answers = new TreeSet<String>();
        nodes.stream()
                .filter(node -> node.kind == Kind.PERSON)
                .flatMap(node -> node.outcomes.stream())
                .forEach(outcome -> answers.addAll(outcome.sets().keySet()));
        answers.removeIf(answer -> nodes.stream()
                                .filter(node -> decidedOn(node)
                                        .anyMatch(term -> term.variables().contains(answer)))
                                .count()
                        != 1
                || nodes.stream()
                        .flatMap(Relevance::assignments)
                        .anyMatch(assignment -> assignment.source().variables().contains(answer)));
        return answers;
    }

    private static Stream<Term> decidedOn(Node node) {
        var repetition = node.repetition == null
                ? Stream.<Term>empty()
                : Stream.of(node.repetition.times(), node.repetition.enough());
        return Stream.concat(node.flows.stream().map(Flow::condition), repetition)
                .filter(Objects::nonNull);
    }

    private static Stream<Assignment> assignments(Node node) {
        return Stream.of(node.in, node.out, node.calledWith, node.answers).flatMap(List::stream);
    }
}

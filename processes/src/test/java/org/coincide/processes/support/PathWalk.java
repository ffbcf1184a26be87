package org.coincide.processes.support;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngineException;

/**
 * Walks every path of an order on the engine itself: whatever can happen next is tried, each waiting job with each of its
 * outcomes and each awaited message, in every order. A state that was met before (same wait states, variables and present
 * statuses) is not walked again, for the same must follow; so parallel branches and loops come to an end.
 */
public final class PathWalk {

    private final ModelBench bench;
    private final Outcomes outcomes;
    private final Map<String, Object> variables;
    private final Deque<List<Happening>> untried = new ArrayDeque<>();
    private final Set<Object> states = new HashSet<>();
    private final Set<String> activities = new TreeSet<>();
    private final Map<String, String> objections = new LinkedHashMap<>();

    private PathWalk(ModelBench bench, Map<String, Object> variables) {
        this.bench = bench;
        this.outcomes = new Outcomes(Models.all().values());
        this.variables = variables;
        untried.push(List.of());
    }

    /** Walks all paths of the orders that start with these variables; the models must be deployed on the bench. */
    public static PathWalk whole(ModelBench bench, Map<String, Object> variables) {
        var walk = new PathWalk(bench, variables);
        while (!walk.untried.isEmpty()) {
            walk.walk(walk.untried.pop());
        }
        return walk;
    }

    /** The same, but only until something is wrong. */
    public static PathWalk untilAnObjection(ModelBench bench, Map<String, Object> variables) {
        var walk = new PathWalk(bench, variables);
        while (!walk.untried.isEmpty() && walk.objections.isEmpty()) {
            walk.walk(walk.untried.pop());
        }
        return walk;
    }

    /** What is wrong, each with the first path on which it showed; empty when every path is legal and ends closed. */
    public List<String> objections() {
        return objections.entrySet().stream()
                .map(objection -> objection.getKey() + "\n  on " + variables + objection.getValue())
                .toList();
    }

    /** Every element that some path came by. */
    public Set<String> activities() {
        return activities;
    }

    private void walk(List<Happening> beginning) {
        var trade = bench.start("order", variables);
        var path = new ArrayList<Happening>();
        try {
            for (var happening : beginning) {
                take(happening, trade, path);
            }
            goOn(trade, path);
        } catch (ProcessEngineException e) {
            object("cannot go on: " + e.getMessage(), trade, path);
        }
        activities.addAll(trade.passed());
    }

    private void goOn(Trade trade, List<Happening> path) {
        while (states.add(List.of(trade.state(), StatusJudge.present(trade.statuses())))) {
            var objection = StatusJudge.objection(trade.statuses());
            if (objection.isPresent()) {
                object(objection.get(), trade, path);
                return;
            }
            var next = next(trade);
            if (next.isEmpty()) {
                end(trade, path);
                return;
            }
            next.stream().skip(1).forEach(other -> untried.push(plus(path, other)));
            take(next.get(0), trade, path);
        }
    }

    private List<Happening> next(Trade trade) {
        var jobs = trade.jobs().distinct().sorted().flatMap(outcomes::of);
        return Stream.concat(jobs, trade.messages().distinct().map(Happening.Received::new))
                .toList();
    }

    private void take(Happening happening, Trade trade, List<Happening> path) {
        path.add(happening);
        happening.happen(trade, bench.delegates());
    }

    private void end(Trade trade, List<Happening> path) {
        if (trade.hasEnded()) {
            StatusJudge.objectionAtEnd(trade.statuses()).ifPresent(objection -> object(objection, trade, path));
        } else {
            object("is stuck in " + trade.state(), trade, path);
        }
    }

    private void object(String objection, Trade trade, List<Happening> path) {
        objections.putIfAbsent(objection, ": " + path + "\n  which says " + trade.said());
    }

    private static List<Happening> plus(List<Happening> path, Happening next) {
        return Stream.concat(path.stream(), Stream.of(next)).toList();
    }
}

package org.coincide.processes.situations;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.coincide.processes.lifecycle.DeclaredStatus;
import org.coincide.processes.lifecycle.LifecycleContract;
import org.coincide.processes.paths.execution.EnabledAction;
import org.coincide.processes.paths.execution.EnabledActions;
import org.coincide.processes.paths.execution.ExecutionState;
import org.coincide.processes.paths.execution.StateTransition;
import org.coincide.processes.paths.graph.EventTrigger;
import org.coincide.processes.paths.graph.ProcessGraphs;
import org.coincide.processes.server.TaskOutcome;

/**
 * Plays situations through models, with the tokens of the path check: jobs first, then what the situation asks for, people, messages and
 * timers.
 */
final class Player {

    /** More steps than any situation of the server's own models takes. */
    private static final int MAX_STEPS = 1_000;

    /** Weighs more than all values that fit: a transition can have the outcomes of several tasks. */
    private static final int MISFIT = 1_000;

    private static final int ERROR = 100_000;

    /** Messages by which a course is disturbed; they occur only if a situation names them. */
    private static final Set<String> DISTURBANCES = Set.of(
            "order.amended",
            "cancellation.requested",
            "attempt.failed",
            "consignment.lost",
            "consignment.returned",
            "consignment.recalled",
            "invoice.withdrawn",
            "start of return");

    private final ProcessGraphs graphs;
    private final Situation situation;
    /** The names of past actions and errors, and of variables that had the value of the situation. */
    private final Set<String> happened = new HashSet<>();

    private final Map<String, Object> variables = new HashMap<>();
    private final List<String> told = new ArrayList<>();

    private Player(ProcessGraphs graphs, Situation situation) {
        this.graphs = graphs;
        this.situation = situation;
    }

    /** The messages that the client receives, and at the end where the order stands if it is not finished. */
    static List<String> play(Situation situation, ProcessGraphs graphs) {
        var player = new Player(graphs, situation);
        player.play();
        return player.told;
    }

    private void play() {
        var state = new ExecutionState();
        var next = best(StateTransition.starting(graphs.server().firstStart(), state, graphs));
        for (int step = 0; step < MAX_STEPS; step++) {
            if (!next.isLegal()) {
                told.add("incident: " + next.violation());
                return;
            }
            tell(state, next);
            state = next.state();
            var action = choose(EnabledActions.of(state, graphs));
            if (action.isEmpty()) {
                end(state);
                return;
            }
            happened.add(action.get().name());
            next = best(StateTransition.all(state, graphs, action.get()));
        }
        told.add("goes on for ever");
    }

    private void end(ExecutionState last) {
        if (!last.hasEnded()) {
            told.add("waits at " + String.join(", ", last.waitingAt()));
        } else if (!last.lifecycles().isClosed()) {
            told.add("ends without being closed");
        }
    }

    /** A message to the client: each status that changed, with the reason that the event declares. */
    private void tell(ExecutionState before, StateTransition transition) {
        var reasons = new HashMap<String, String>();
        for (DeclaredStatus status : transition.context().statuses()) {
            reasons.put(status.lifecycle(), status.reason());
        }
        LifecycleContract.LIFECYCLES.forEach(lifecycle -> {
            var after = transition.state().lifecycles().status(lifecycle);
            if (!after.equals(before.lifecycles().status(lifecycle))) {
                var reason = reasons.get(lifecycle);
                told.add(lifecycle + " " + after + (reason == null ? "" : " (" + resolved(reason) + ")"));
            }
        });
    }

    /** The code in a reason such as ${holdReason}, where an outcome has set it; otherwise where the code comes from. */
    private String resolved(String reason) {
        if (!reason.startsWith("${")) {
            return reason;
        }
        var variable = reason.replaceAll("[${}\\s]", "");
        return variables.containsKey(variable)
                ? String.valueOf(variables.get(variable))
                : "the code of " + variable + source(variable);
    }

    private String source(String variable) {
        var server = graphs.server();
        var messages = server.messages().entrySet().stream()
                .filter(message -> message.getValue().variables().contains(variable))
                .map(Map.Entry::getKey);
        var delegates = server.delegates().entrySet().stream()
                .filter(delegate -> delegate.getValue().variables().contains(variable))
                .map(Map.Entry::getKey);
        return Stream.concat(messages, delegates)
                .findFirst()
                .map(from -> ", set by " + from)
                .orElse("");
    }

    private Optional<EnabledAction> choose(List<EnabledAction> actions) {
        return actions.stream()
                .filter(action -> rank(action) < Integer.MAX_VALUE)
                .min(Comparator.comparingInt(this::rank));
    }

    private int rank(EnabledAction action) {
        if (action.job()) {
            return 0;
        }
        if (situation.events().contains(action.name())) {
            return happened.contains(action.name()) ? Integer.MAX_VALUE : 1;
        }
        if (DISTURBANCES.contains(action.name()) || situation.absent().contains(action.name())) {
            return Integer.MAX_VALUE;
        }
        if (action.event() == null) {
            return 2;
        }
        return action.event().trigger().type() == EventTrigger.Type.MESSAGE ? 3 : 4;
    }

    /** The transition whose outcomes fit the situation best; of several the first. */
    private StateTransition best(List<StateTransition> transitions) {
        var best = transitions.stream()
                .min(Comparator.comparingInt(transition -> transition.context().outcomes().stream()
                        .mapToInt(this::misfit)
                        .sum()))
                .orElseThrow();
        best.context().outcomes().forEach(outcome -> {
            if (outcome.error() != null) {
                happened.add(outcome.error());
            }
            happened.addAll(outcome.variables().keySet());
            variables.putAll(outcome.variables());
        });
        return best;
    }

    private int misfit(TaskOutcome outcome) {
        var isExpected = outcome.error() != null
                && situation.errors().contains(outcome.error())
                && !happened.contains(outcome.error());
        var ofError = outcome.error() == null ? 0 : isExpected ? -ERROR : ERROR;
        return ofError
                + outcome.variables().entrySet().stream().mapToInt(this::misfit).sum();
    }

    private int misfit(Map.Entry<String, Object> variable) {
        var name = variable.getKey();
        var usual = Situation.USUAL.get(name);
        var wanted = happened.contains(name) ? usual : situation.values().getOrDefault(name, usual);
        return wanted == null ? 0 : fits(String.valueOf(variable.getValue()), String.valueOf(wanted)) ? -1 : MISFIT;
    }

    private static boolean fits(String value, String wanted) {
        return wanted.startsWith(Situation.NONE_OF)
                ? !List.of(wanted.substring(Situation.NONE_OF.length()).split(","))
                        .contains(value)
                : wanted.equals(value);
    }
}

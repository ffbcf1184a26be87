package org.coincide.processes.paths.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.coincide.processes.lifecycle.DeclaredStatus;
import org.coincide.processes.model.CheckLimits;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.paths.graph.NodeType;
import org.coincide.processes.paths.graph.ProcessGraphs;
import org.coincide.processes.support.DeclaredServer;
import org.coincide.processes.support.Models;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Compares the path check with the engine: after each step of random paths, both wait at the same elements with the same statuses. */
class EngineConformanceTest {

    private static final long SEED = 20261125;
    private static final int PATHS = 15;
    private static final int MAX_STEPS = 80;
    private static final double MIN_COVERAGE = 0.4;

    @TestFactory
    Stream<DynamicTest> pathCheckAndEngineAgree() {
        return Stream.of(Models.with(Models.all()), MinimalModels.all())
                .map(models ->
                        DynamicTest.dynamicTest(models.processes().keySet().toString(), () -> compare(models)));
    }

    private static void compare(ModelSet models) {
        var graphs = new ProcessGraphs(models, DeclaredServer.INTERFACE, CheckLimits.DEFAULT);
        try (var engine = new EngineReplay(models)) {
            var random = new Random(SEED);
            for (int path = 0; path < PATHS; path++) {
                comparePath(graphs, engine, random);
            }
        }
        var elements = graphs.nodes().count();
        assertThat(graphs.visited()).as("visited elements").hasSizeGreaterThan((int) (elements * MIN_COVERAGE));
    }

    private static void comparePath(ProcessGraphs graphs, EngineReplay engine, Random random) {
        var start = DeclaredServer.INTERFACE.firstStart();
        engine.begin();
        var first = oneOf(random, legal(StateTransition.starting(start, new ExecutionState(), graphs)));
        if (first.isEmpty()) {
            return;
        }
        engine.start(start.process(), first.get().context().outcomes().get(0));
        var state = first.get().state();
        var statuses = new ArrayList<>(statuses(first.get()));
        var path = new ArrayList<String>();
        for (int step = 0; step < MAX_STEPS && !state.hasEnded(); step++) {
            var waiting = engine.waiting();
            compareWaitStates(state, graphs, waiting, path);
            assertThat(engine.statuses()).as("statuses on %s", path).isEqualTo(statuses);
            var before = state;
            var actions = EnabledActions.of(state, graphs).stream()
                    .filter(action -> waiting.hasOne(action.name()) || isUnambiguous(action, before))
                    .toList();
            if (actions.isEmpty()) {
                return;
            }
            var action = oneOf(random, actions, state);
            var transition = oneOf(random, legal(StateTransition.all(state, graphs, action)));
            if (transition.isEmpty()) {
                return;
            }
            var outcomes = transition.get().context().outcomes();
            path.add(action.name() + outcomes);
            engine.execute(action.name(), outcomes);
            state = transition.get().state();
            statuses.addAll(statuses(transition.get()));
        }
        assertThat(engine.hasEnded()).as(path.toString()).isEqualTo(state.hasEnded());
    }

    /** Tokens of one scope at one node are interchangeable, as before a join. */
    private static boolean isUnambiguous(EnabledAction action, ExecutionState state) {
        return state.tokens().stream()
                        .filter(token -> token.node.id().equals(action.name()))
                        .map(token -> token.scope)
                        .distinct()
                        .count()
                == 1;
    }

    /** Prefers jobs and user tasks; with equal probabilities, few paths would get far before an event interrupts them. */
    private static EnabledAction oneOf(Random random, List<EnabledAction> actions, ExecutionState state) {
        var work = actions.stream()
                .filter(action -> jobsAndTasks(state).contains(action.name()))
                .toList();
        var among = work.isEmpty() || random.nextInt(10) == 0 ? actions : work;
        return among.get(random.nextInt(among.size()));
    }

    private static void compareWaitStates(
            ExecutionState state, ProcessGraphs graphs, EngineReplay.Waiting waiting, List<String> path) {
        assertThat(jobsAndTasks(state)).as("jobs and tasks after %s", path).isEqualTo(waiting.jobsAndTasks());
        assertThat(new TreeSet<>(waiting.events()))
                .as("events after %s", path)
                .containsAll(EnabledActions.of(state, graphs).stream()
                        .map(EnabledAction::name)
                        .filter(name -> !jobsAndTasks(state).contains(name))
                        .filter(name -> !name.startsWith("start of "))
                        .toList());
    }

    private static List<String> jobsAndTasks(ExecutionState state) {
        return state.tokens().stream()
                .filter(token -> token.mode == ExecutionToken.Mode.JOB_BEFORE
                        || token.mode == ExecutionToken.Mode.JOB_AFTER
                        || token.mode == ExecutionToken.Mode.WAITING && token.node.type() == NodeType.USER_TASK)
                .map(token -> token.node.id())
                .sorted()
                .toList();
    }

    private static List<StateTransition> legal(List<StateTransition> transitions) {
        return transitions.stream().filter(StateTransition::isLegal).toList();
    }

    private static Optional<StateTransition> oneOf(Random random, List<StateTransition> all) {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }

    private static List<String> statuses(StateTransition transition) {
        return transition.context().statuses().stream()
                .map(DeclaredStatus::toString)
                .toList();
    }
}

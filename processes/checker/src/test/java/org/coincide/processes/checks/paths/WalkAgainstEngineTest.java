package org.coincide.processes.checks.paths;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.coincide.processes.checks.ModelSet;
import org.coincide.processes.checks.contract.Status;
import org.coincide.processes.support.Models;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The walk reads BPMN as the engine does: on random paths both wait for the same after each step, and have said the same. */
class WalkAgainstEngineTest {

    private static final long SEED = 20261125;
    private static final int PATHS = 15;
    private static final int MOST_STEPS = 80;
    private static final double MUCH_OF_THE_MODELS = 0.4;

    @TestFactory
    Stream<DynamicTest> walkAndEngineAgree() {
        return Stream.of(Models.with(Models.all()), SmallModels.all())
                .map(models ->
                        DynamicTest.dynamicTest(models.processes().keySet().toString(), () -> walkBoth(models)));
    }

    private static void walkBoth(ModelSet models) {
        var landscape = new Landscape(models);
        try (var engine = new Rehearsal(models)) {
            var random = new Random(SEED);
            for (int path = 0; path < PATHS; path++) {
                walkBoth(landscape, engine, random);
            }
        }
        var elements = landscape.nodes().count();
        assertThat(landscape.passed()).as("what both came by").hasSizeGreaterThan((int)
                (elements * MUCH_OF_THE_MODELS));
    }

    private static void walkBoth(Landscape models, Rehearsal engine, Random random) {
        var start = Server.STARTS.get(0);
        engine.begin();
        var first =
                oneOf(random, play(new World(), models, new Happening("start", false, player -> player.start(start))));
        if (first.isEmpty()) {
            return;
        }
        engine.start(start.process(), first.get().step().taken().get(0));
        var world = first.get().world();
        var said = new ArrayList<>(words(first.get()));
        var path = new ArrayList<String>();
        for (int step = 0; step < MOST_STEPS && !world.hasEnded(); step++) {
            var waiting = engine.waiting();
            compare(world, models, waiting, path);
            assertThat(engine.said()).as("said on %s", path).isEqualTo(said);
            var at = world;
            var next = Happenings.of(world, models).stream()
                    .filter(happening -> waiting.hasOne(happening.name()) || isOneOfTheSame(happening, at))
                    .toList();
            if (next.isEmpty()) {
                return;
            }
            var happening = oneOf(random, next, world);
            var played = oneOf(random, play(world, models, happening));
            if (played.isEmpty()) {
                return;
            }
            path.add(happening.name() + played.get().step().taken());
            engine.happen(happening.name(), played.get().step().taken());
            world = played.get().world();
            said.addAll(words(played.get()));
        }
        assertThat(engine.hasEnded()).as(path.toString()).isEqualTo(world.hasEnded());
    }

    /** Of several that wait in one place, such as before a join, it does not matter which goes first. */
    private static boolean isOneOfTheSame(Happening happening, World world) {
        return world.tokens().stream()
                        .filter(token -> token.node.id.equals(happening.name()))
                        .map(token -> token.scope)
                        .distinct()
                        .count()
                == 1;
    }

    /** Mostly work that goes on; were all as likely, few paths would get far before they are interrupted. */
    private static Happening oneOf(Random random, List<Happening> next, World world) {
        var atWork = next.stream()
                .filter(happening -> atWork(world).contains(happening.name()))
                .toList();
        var among = atWork.isEmpty() || random.nextInt(10) == 0 ? next : atWork;
        return among.get(random.nextInt(among.size()));
    }

    private static void compare(World world, Landscape models, Rehearsal.Waiting waiting, List<String> path) {
        assertThat(atWork(world)).as("at work after %s", path).isEqualTo(waiting.forTheEngineOrPeople());
        assertThat(new TreeSet<>(waiting.forEvents()))
                .as("awaited after %s", path)
                .containsAll(Happenings.of(world, models).stream()
                        .map(Happening::name)
                        .filter(name -> !atWork(world).contains(name))
                        .filter(name -> !name.startsWith("start of "))
                        .toList());
    }

    private static List<String> atWork(World world) {
        return world.tokens().stream()
                .filter(token -> token.mode == Token.Mode.JOB_BEFORE
                        || token.mode == Token.Mode.JOB_AFTER
                        || token.mode == Token.Mode.AWAITING && token.node.kind == Kind.PERSON)
                .map(token -> token.node.id)
                .sorted()
                .toList();
    }

    /** The step with each of its outcomes; without those to which the check objects. */
    private static List<Turn> play(World from, Landscape models, Happening happening) {
        return Turn.all(from, models, happening.step()).stream()
                .filter(Turn::isLegal)
                .toList();
    }

    private static Optional<Turn> oneOf(Random random, List<Turn> all) {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }

    private static List<String> words(Turn turn) {
        return turn.step().said().stream().map(Status::toString).toList();
    }
}

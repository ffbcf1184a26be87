package org.coincide.processes.checks.paths;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What becomes of a trade when one thing happens to it and turns out in one of the ways that it can.
 *
 * @param objection why it may not be; null where it may
 */
record Turn(World world, Step step, String objection) {

    /** All ways in which it can turn out. */
    static List<Turn> all(World from, Landscape models, Consumer<Player> happening) {
        var turns = new ArrayList<Turn>();
        var choices = Optional.of(new Choices());
        while (choices.isPresent()) {
            turns.add(one(from.copy(), models, choices.get(), happening));
            choices = choices.get().next();
        }
        return turns;
    }

    private static Turn one(World world, Landscape models, Choices choices, Consumer<Player> happening) {
        var player = new Player(world, models, choices);
        try {
            happening.accept(player);
            return new Turn(world, player.step(), null);
        } catch (ObjectionException wrong) {
            return new Turn(world, player.step(), wrong.getMessage());
        }
    }

    boolean isLegal() {
        return objection == null;
    }

    /** Whether nobody hears of it, and nothing else depends on it: such as one branch's arrival at a join. */
    boolean isQuiet(World before) {
        return isLegal() && step.isQuiet() && world.done() == before.done();
    }
}

package org.coincide.processes.checks.paths;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which of several outcomes is taken, wherever there is a choice within one step. A step is run again with the next choices until
 * all have been taken.
 */
final class Choices {

    private final List<Integer> taken;
    private final List<Integer> among = new ArrayList<>();

    Choices() {
        this(new ArrayList<>());
    }

    private Choices(List<Integer> taken) {
        this.taken = taken;
    }

    <T> T oneOf(List<T> options) {
        var position = among.size();
        if (position == taken.size()) {
            taken.add(0);
        }
        among.add(options.size());
        return options.get(taken.get(position));
    }

    /** The choices that are next to be tried; empty when all have been. */
    Optional<Choices> next() {
        for (int position = among.size() - 1; position >= 0; position--) {
            if (taken.get(position) + 1 < among.get(position)) {
                var next = new ArrayList<>(taken.subList(0, position));
                next.add(taken.get(position) + 1);
                return Optional.of(new Choices(next));
            }
        }
        return Optional.empty();
    }
}

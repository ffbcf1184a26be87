package org.coincide.processes.paths.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The choices within one transition. A transition is executed again with the next choices until all combinations are covered. */
final class OutcomeChoices {

    private final List<Integer> chosen;
    private final List<Integer> sizes = new ArrayList<>();

    OutcomeChoices() {
        this(new ArrayList<>());
    }

    private OutcomeChoices(List<Integer> chosen) {
        this.chosen = chosen;
    }

    <T> T oneOf(List<T> options) {
        var position = sizes.size();
        if (position == chosen.size()) {
            chosen.add(0);
        }
        sizes.add(options.size());
        return options.get(chosen.get(position));
    }

    /** The next combination; empty after the last. */
    Optional<OutcomeChoices> next() {
        for (int position = sizes.size() - 1; position >= 0; position--) {
            if (chosen.get(position) + 1 < sizes.get(position)) {
                var next = new ArrayList<>(chosen.subList(0, position));
                next.add(chosen.get(position) + 1);
                return Optional.of(new OutcomeChoices(next));
            }
        }
        return Optional.empty();
    }
}

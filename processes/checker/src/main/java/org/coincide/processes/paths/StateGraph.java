package org.coincide.processes.paths;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.coincide.processes.paths.hash.Hash;

/** The explored states and the transitions between them, to find states that cannot come to an end or to rest. */
final class StateGraph {

    private final Map<Hash, Integer> numbers = new HashMap<>();
    private final List<Trace> traces = new ArrayList<>();
    private final BitSet ended = new BitSet();
    private final BitSet resting = new BitSet();
    /** Pairs of numbers: the state before and the state after a transition. */
    private int[] transitions = new int[1024];
    /** For each transition whether it happens without a person, a message or a timer. */
    private final BitSet prompt = new BitSet();
    /** For each transition whether it happens only if the client wants it. */
    private final BitSet requested = new BitSet();

    /** For each transition whether it happens only if the client wants it, or in few orders. */
    private final BitSet exceptional = new BitSet();

    private int count;

    int states() {
        return numbers.size();
    }

    /**
     * Adds a transition and the state that it leads to.
     *
     * @param from the number of the state before it; negative for the start
     * @return the number of the state if it is new, otherwise empty
     */
    Optional<Integer> add(
            int from, Hash state, Trace trace, boolean isPrompt, boolean isRequested, boolean isExceptional) {
        var known = numbers.putIfAbsent(state, numbers.size());
        var number = known == null ? numbers.size() - 1 : known;
        if (known == null) {
            traces.add(trace);
        }
        if (from >= 0) {
            if (2 * count == transitions.length) {
                transitions = Arrays.copyOf(transitions, 2 * transitions.length);
            }
            transitions[2 * count] = from;
            transitions[2 * count + 1] = number;
            requested.set(count, isRequested);
            exceptional.set(count, isRequested || isExceptional);
            prompt.set(count++, isPrompt);
        }
        return known == null ? Optional.of(number) : Optional.empty();
    }

    /** Records that the trade has ended in a state. */
    void markEnded(int state) {
        ended.set(state);
    }

    /** Records that no job is due in a state. */
    void markResting(int state) {
        resting.set(state);
    }

    /** The path to a state from which the trade can never end; empty if there is none. */
    Optional<Trace> endless() {
        return unable(ended, transition -> true);
    }

    /** The path to a state from which the trade can end only if the client requests something; empty if there is none. */
    Optional<Trace> dependent() {
        return unable(ended, transition -> !requested.get(transition));
    }

    /** The path to a state from which the trade can end only by an exception, such as a lost consignment; empty if there is none. */
    Optional<Trace> exceptional() {
        return unable(ended, transition -> !exceptional.get(transition));
    }

    /** The path to a state from which jobs follow each other for ever; empty if there is none. */
    Optional<Trace> restless() {
        return unable(resting, prompt::get);
    }

    /**
     * A state from which none of the goals can be reached by these transitions: the first that none of them leaves, since others lead to
     * it.
     */
    private Optional<Trace> unable(BitSet goals, IntPredicate which) {
        var before = predecessors(which);
        var able = (BitSet) goals.clone();
        var open = new ArrayDeque<Integer>();
        goals.stream().forEach(open::add);
        while (!open.isEmpty()) {
            for (var previous : before.get(open.pop())) {
                if (!able.get(previous)) {
                    able.set(previous);
                    open.push(previous);
                }
            }
        }
        var unable = IntStream.range(0, states())
                .filter(state -> !able.get(state))
                .boxed()
                .toList();
        var left = new BitSet();
        IntStream.range(0, count).filter(which).forEach(transition -> left.set(transitions[2 * transition]));
        return unable.stream()
                .filter(state -> !left.get(state))
                .findFirst()
                .or(() -> unable.stream().findFirst())
                .map(traces::get);
    }

    private List<List<Integer>> predecessors(IntPredicate which) {
        var before = new ArrayList<List<Integer>>(states());
        for (int state = 0; state < states(); state++) {
            before.add(new ArrayList<>(2));
        }
        for (int transition = 0; transition < count; transition++) {
            if (which.test(transition)) {
                before.get(transitions[2 * transition + 1]).add(transitions[2 * transition]);
            }
        }
        return before;
    }
}

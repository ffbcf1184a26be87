package org.coincide.processes.paths;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The states that are not expanded yet. States that reached a new element come first; then the start situations take turns, each
 * depth first. So an exploration that stops at a limit has covered every start situation and most elements.
 */
final class Frontier {

    private final Deque<OpenState> novel = new ArrayDeque<>();
    private final List<Deque<OpenState>> situations = new ArrayList<>();
    private int size;
    private int turn;

    void add(OpenState state, boolean reachesNewElement) {
        size++;
        if (reachesNewElement) {
            novel.add(state);
            return;
        }
        while (situations.size() <= state.situation()) {
            situations.add(new ArrayDeque<>());
        }
        situations.get(state.situation()).push(state);
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Removes the state to expand next. */
    OpenState next() {
        size--;
        if (!novel.isEmpty()) {
            return novel.remove();
        }
        do {
            turn = (turn + 1) % situations.size();
        } while (situations.get(turn).isEmpty());
        return situations.get(turn).pop();
    }
}

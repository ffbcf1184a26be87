package org.coincide.processes.paths.execution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.coincide.processes.lifecycle.DeclaredStatus;
import org.coincide.processes.paths.graph.EventTrigger;
import org.coincide.processes.paths.graph.ProcessNode;
import org.coincide.processes.paths.hash.HashedMap;
import org.coincide.processes.paths.lifecycle.LifecycleState;
import org.coincide.processes.paths.lifecycle.LifecycleStateCache;
import org.coincide.processes.server.RecordChange;

/** The state of one trade: its process instances and its lifecycles. */
public final class ExecutionState {

    final List<ExecutionScope> processes = new ArrayList<>();
    private final LifecycleStateCache cache;
    /** The processes that the server has started. */
    HashedMap<Boolean> started;

    private LifecycleState lifecycles;
    private int lastId;

    /** The state before the first process starts. */
    public ExecutionState() {
        this(new LifecycleStateCache(), new LifecycleState(), HashedMap.empty());
    }

    private ExecutionState(LifecycleStateCache cache, LifecycleState lifecycles, HashedMap<Boolean> started) {
        this.cache = cache;
        this.lifecycles = lifecycles;
        this.started = started;
    }

    ExecutionState copy() {
        var copy = new ExecutionState(cache, lifecycles, started);
        copy.lastId = lastId;
        for (var process : processes) {
            copy.processes.add(process.copy(null));
        }
        return copy;
    }

    public LifecycleState lifecycles() {
        return lifecycles;
    }

    /**
     * Applies a declared status to the trade.
     *
     * @param part the part that it applies to; null for the whole trade
     */
    void apply(DeclaredStatus status, Integer part) {
        lifecycles = cache.apply(lifecycles, status, part);
    }

    /**
     * Changes a record of the server.
     *
     * @param part the part that it is about; null for the whole trade
     */
    void apply(RecordChange change, Integer part) {
        lifecycles = cache.apply(lifecycles, change, part);
    }

    /** Splits the trade into this number of parts. */
    void split(int count) {
        lifecycles = lifecycles.copy();
        lifecycles.split(count);
    }

    /**
     * Removes variables that no token can read any more, so that states that differ in nothing else are equal.
     *
     * @param beginning side branches that are yet to begin in this state, and can read any variable
     */
    void removeUnread(List<EnabledAction> beginning) {
        if (beginning.isEmpty()) {
            for (var process : processes) {
                process.removeUnread();
            }
        }
    }

    int newId() {
        return ++lastId;
    }

    int lastId() {
        return lastId;
    }

    /** Returns whether a token that was created after another state still exists. */
    public boolean hasTokenAfter(ExecutionState before) {
        return tokens().stream().anyMatch(token -> token.id > before.lastId);
    }

    List<ExecutionScope> scopes() {
        var all = new ArrayList<ExecutionScope>();
        for (var process : processes) {
            collect(process, all);
        }
        return all;
    }

    private static void collect(ExecutionScope scope, List<ExecutionScope> all) {
        all.add(scope);
        for (var token : scope.tokens) {
            for (var nested : token.nested) {
                collect(nested, all);
            }
        }
    }

    /** Returns whether a non-interrupting event receives this message, also one that has occurred on this path before. */
    public boolean hasEventFor(String message) {
        return scopes().stream()
                .filter(scope -> !scope.interrupted)
                .flatMap(scope -> Stream.concat(
                        scope.graph == null ? Stream.empty() : scope.graph.eventSubProcesses().stream(),
                        scope.tokens.stream().flatMap(token -> token.node.boundaryEvents().stream())))
                .anyMatch(event -> !event.interrupting()
                        && event.trigger() != null
                        && event.trigger().takes(EventTrigger.Type.MESSAGE, message));
    }

    /** The identifiers of the elements at which tokens wait. */
    public List<String> waitingAt() {
        return tokens().stream().map(token -> token.node.id()).toList();
    }

    /** The element at which the first token waits. */
    public Optional<ProcessNode> firstWaitingAt() {
        return tokens().stream().map(token -> token.node).findFirst();
    }

    /** The element at which the latest token waits. */
    public Optional<ProcessNode> lastWaitingAt() {
        return tokens().stream().max(Comparator.comparingInt(token -> token.id)).map(token -> token.node);
    }

    /** Returns whether only one element waits for a person, a message or a timer. */
    public boolean waitsAtOneElement() {
        return tokens().stream()
                        .filter(token -> token.mode == ExecutionToken.Mode.WAITING)
                        .limit(2)
                        .count()
                == 1;
    }

    List<ExecutionToken> tokens() {
        var all = new ArrayList<ExecutionToken>();
        for (var scope : scopes()) {
            all.addAll(scope.tokens);
        }
        return all;
    }

    ExecutionToken token(int id) {
        for (var process : processes) {
            var token = process.token(id);
            if (token != null) {
                return token;
            }
        }
        throw new NoSuchElementException("token " + id);
    }

    boolean hasScope(int id) {
        return scopes().stream().anyMatch(scope -> scope.id == id);
    }

    ExecutionScope scope(int id) {
        for (var scope : scopes()) {
            if (scope.id == id) {
                return scope;
            }
        }
        throw new NoSuchElementException("scope " + id);
    }

    /** Number of completed activities that can be compensated. */
    int compensable() {
        var sum = 0;
        for (var process : processes) {
            sum += process.allCompensable();
        }
        return sum;
    }

    public boolean hasEnded() {
        return processes.isEmpty();
    }
}

package org.coincide.processes.checks.paths;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coincide.processes.checks.ModelSet;

/**
 * Walks every path of a trade: whatever can happen next is tried, in every order. A state that was met before is not walked again,
 * for the same must follow; so parallel branches and loops come to an end.
 */
public final class Walk {

    private record Standing(World world, Trail trail) {}

    private final Landscape models;
    private final int mostStates;
    private final int mostObjections;
    private final String lookedFor;
    private final Set<Key> states = new HashSet<>();
    private final Map<String, Objection> objections = new LinkedHashMap<>();
    private final Deque<Standing> toGo = new ArrayDeque<>();
    private int paths;

    private Walk(ModelSet set, int mostStates, int mostObjections, String lookedFor) {
        this.models = new Landscape(set);
        this.mostStates = mostStates;
        this.mostObjections = mostObjections;
        this.lookedFor = lookedFor;
    }

    /**
     * Walks all paths.
     *
     * @param mostStates after so many states the walk stops, and says so
     * @param mostObjections after so many it stops as well
     */
    public static Walked through(ModelSet models, int mostStates, int mostObjections) {
        return through(models, mostStates, mostObjections, null);
    }

    /** Walks until some path gives an objection that begins like this, or to the end. */
    public static Walked until(String objection, ModelSet models, int mostStates) {
        return through(models, mostStates, Integer.MAX_VALUE, objection);
    }

    private static Walked through(ModelSet models, int mostStates, int mostObjections, String lookedFor) {
        try {
            return new Walk(models, mostStates, mostObjections, lookedFor).walk();
        } catch (UnreadableException unreadable) {
            var objection = new Objection(
                    unreadable.file(), unreadable.element(), unreadable.getMessage(), List.of(), List.of());
            return new Walked(0, 0, false, Set.of(), List.of(objection));
        }
    }

    private Walked walk() {
        var start = Server.STARTS.get(0);
        if (models.has(start.process())) {
            Turn.all(new World(), models, player -> player.start(start)).forEach(turn -> take(turn, null, "start"));
        }
        while (!toGo.isEmpty() && states.size() < mostStates && !isEnough()) {
            goOn(toGo.pop());
        }
        return new Walked(
                paths,
                states.size(),
                states.size() >= mostStates && !toGo.isEmpty(),
                models.passed(),
                List.copyOf(objections.values()));
    }

    private boolean isEnough() {
        return objections.size() >= mostObjections
                || lookedFor != null
                        && objections.values().stream()
                                .anyMatch(objection -> objection.text().startsWith(lookedFor));
    }

    /**
     * A step that nobody hears of and that nothing else depends on is taken alone. Whether it is taken now or later makes no
     * difference, so that all else that could happen now is left to happen after it.
     */
    private void goOn(Standing standing) {
        var next = Happenings.of(standing.world(), models);
        if (next.isEmpty() || standing.world().hasEnded()) {
            end(standing);
        }
        var loud = new ArrayList<Happening>(next.size());
        var known = new ArrayList<List<Turn>>(next.size());
        for (var happening : next) {
            var turns = happening.needsNobody() ? turns(standing, happening) : null;
            var isQuiet = turns != null && turns.size() == 1 && turns.get(0).isQuiet(standing.world());
            if (!isQuiet) {
                loud.add(happening);
                known.add(turns);
            } else if (take(turns.get(0), standing.trail(), happening.name())) {
                return;
            }
        }
        for (int index = 0; index < loud.size(); index++) {
            var happening = loud.get(index);
            var turns = known.get(index) == null ? turns(standing, happening) : known.get(index);
            turns.forEach(turn -> take(turn, standing.trail(), happening.name()));
        }
    }

    private List<Turn> turns(Standing standing, Happening happening) {
        return Turn.all(standing.world(), models, happening.step());
    }

    /** Whether it leads to where the walk was not yet. */
    private boolean take(Turn turn, Trail before, String happening) {
        var trail = Trail.after(before, happening, turn.step());
        if (!turn.isLegal()) {
            object(turn.step().at(), turn.objection(), trail);
            return false;
        }
        var isNew = states.add(Key.of(turn.world()));
        if (isNew) {
            toGo.push(new Standing(turn.world(), trail));
        } else {
            paths++;
        }
        return isNew;
    }

    private void end(Standing standing) {
        paths++;
        var world = standing.world();
        if (!world.hasEnded()) {
            var waiting =
                    world.tokens().stream().map(token -> token.node).findFirst().orElse(null);
            object(
                    waiting,
                    "is stuck in "
                            + world.tokens().stream()
                                    .map(token -> token.node.id)
                                    .toList(),
                    standing.trail());
        } else if (!world.course.isClosed()) {
            object(null, "ends without being closed: " + world.course, standing.trail());
        }
    }

    private void object(Node at, String objection, Trail trail) {
        paths++;
        objections.computeIfAbsent((at == null ? "" : at.id) + objection, first -> trail.objection(at, objection));
    }
}

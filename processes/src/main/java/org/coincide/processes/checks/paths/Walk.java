package org.coincide.processes.checks.paths;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.coincide.processes.checks.ModelSet;
import org.coincide.processes.checks.contract.Status;

/**
 * Walks every path of a trade: whatever can happen next is tried, in every order. A state that was met before is not walked again,
 * for the same must follow; so parallel branches and loops come to an end.
 */
public final class Walk {

    /** One step of a path, and the steps before it. */
    private record Trail(Trail before, String happening, List<Outcome> taken, List<Status> said) {

        String text() {
            return happening + taken.stream().map(Outcome::toString).collect(Collectors.joining());
        }
    }

    private record Standing(World world, Trail trail) {}

    private final Landscape models;
    private final int mostStates;
    private final int mostObjections;
    private final String lookedFor;
    private final Set<String> states = new HashSet<>();
    private final Set<String> passed = new TreeSet<>();
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
            step(new World(), null, "start", player -> player.start(start));
        }
        while (!toGo.isEmpty() && states.size() < mostStates && !isEnough()) {
            goOn(toGo.pop());
        }
        return new Walked(
                paths,
                states.size(),
                states.size() >= mostStates && !toGo.isEmpty(),
                passed,
                List.copyOf(objections.values()));
    }

    private boolean isEnough() {
        return objections.size() >= mostObjections
                || lookedFor != null
                        && objections.values().stream()
                                .anyMatch(objection -> objection.text().startsWith(lookedFor));
    }

    private void goOn(Standing standing) {
        var next = new Happenings(standing.world(), models).all().toList();
        if (next.isEmpty() || standing.world().hasEnded()) {
            end(standing);
        }
        if (next.stream().noneMatch(happening -> goesQuietly(standing, happening))) {
            next.forEach(happening -> step(standing.world(), standing.trail(), happening.name(), happening.step()));
        }
    }

    /**
     * Takes a step that nobody hears of and that nothing else depends on, such as one branch's arrival at a join. Whether it is taken
     * now or later makes no difference, so that all else that could happen now is left to happen after it.
     */
    private boolean goesQuietly(Standing standing, Happening happening) {
        if (!happening.needsNobody()) {
            return false;
        }
        var world = standing.world().copy();
        var player = new Player(world, models, new Choices(), passed);
        try {
            happening.step().accept(player);
        } catch (ObjectionException wrong) {
            return false;
        }
        return player.wasQuiet()
                && world.done() == standing.world().done()
                && arrive(new Standing(world, trail(standing.trail(), happening.name(), player)));
    }

    /** Takes one step with each of the outcomes that it can have. */
    private void step(World from, Trail trail, String name, Consumer<Player> step) {
        var choices = Optional.of(new Choices());
        while (choices.isPresent()) {
            var world = from.copy();
            var player = new Player(world, models, choices.get(), passed);
            try {
                step.accept(player);
                arrive(new Standing(world, trail(trail, name, player)));
            } catch (ObjectionException wrong) {
                object(player.at(), wrong.getMessage(), trail(trail, name, player));
            }
            choices = choices.get().next();
        }
    }

    private static Trail trail(Trail before, String name, Player player) {
        return new Trail(before, name, player.taken(), player.said());
    }

    /** Whether it had not been met before. */
    private boolean arrive(Standing standing) {
        var isNew = states.add(digest(standing.world().key()));
        if (isNew) {
            toGo.push(standing);
        } else {
            paths++;
        }
        return isNew;
    }

    private void end(Standing standing) {
        paths++;
        var world = standing.world();
        if (!world.hasEnded()) {
            var waiting = world.tokens().map(token -> token.node).findFirst().orElse(null);
            object(
                    waiting,
                    "is stuck in " + world.tokens().map(token -> token.node.id).toList(),
                    standing.trail());
        } else if (!world.course.isClosed()) {
            object(null, "ends without being closed: " + world.course, standing.trail());
        }
    }

    private void object(Node at, String objection, Trail trail) {
        paths++;
        var steps = new ArrayList<String>();
        var said = new ArrayList<String>();
        for (var step = trail; step != null; step = step.before()) {
            steps.add(0, step.text());
            said.addAll(0, step.said().stream().map(Status::toString).toList());
        }
        var file = at == null ? "" : at.file;
        var element = at == null ? "" : at.id;
        objections.putIfAbsent(element + objection, new Objection(file, element, objection, steps, said));
    }

    private static String digest(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return new String(digest, StandardCharsets.ISO_8859_1);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package org.coincide.processes.checks.paths;

import java.util.ArrayList;
import java.util.List;

/** All that can happen to a trade where it stands: jobs run, people finish, messages and timers come, the server starts something. */
final class Happenings {

    /** A timer that repeats comes so often, and no more: what follows is then known. */
    private static final int MOST_REPEATS = 2;

    private final World world;
    private final Landscape models;
    private final List<Happening> all = new ArrayList<>();

    private Happenings(World world, Landscape models) {
        this.world = world;
        this.models = models;
    }

    /** All that can happen next. Loops, no streams: this is asked at each state of a walk. */
    static List<Happening> of(World world, Landscape models) {
        var happenings = new Happenings(world, models);
        happenings.collect();
        return happenings.all;
    }

    private void collect() {
        var scopes = world.scopes();
        var ordinary = new ArrayList<Happening>(2);
        for (var scope : scopes) {
            for (var token : scope.tokens) {
                if (scope.isOrdinary()) {
                    waitsFor(token, ordinary);
                } else {
                    waitsFor(token, all);
                    atTheEdge(token);
                }
            }
        }
        if (!ordinary.isEmpty()) {
            all.add(ordinary.get(0));
        }
        scopes.forEach(this::inside);
        starts();
    }

    private void waitsFor(Token token, List<Happening> to) {
        switch (token.mode) {
            case JOB_BEFORE, JOB_AFTER -> to.add(goOn(token, true));
            case AWAITING -> awaited(token, to);
            default -> {}
        }
    }

    private void awaited(Token token, List<Happening> to) {
        var node = token.node;
        switch (node.kind) {
            case AWAIT_ONE -> {
                for (var flow : node.flows) {
                    comes(flow.target(), false, token, to);
                    if (token.scope.isOrdinary()) {
                        break;
                    }
                }
            }
            case AWAIT -> comes(node, node.trigger.type() == Trigger.Type.TIMER, token, to);
            default -> to.add(goOn(token, node.outcomes.size() == 1 && node.boundaries.isEmpty()));
        }
    }

    private void comes(Node event, boolean needsNobody, Token token, List<Happening> to) {
        if (mayCome(event)) {
            to.add(new Happening(name(event), needsNobody, player -> player.goOn(player.world.token(token.id), event)));
        }
    }

    private static Happening goOn(Token token, boolean needsNobody) {
        return new Happening(token.node.id, needsNobody, player -> player.goOn(player.world.token(token.id)));
    }

    private void atTheEdge(Token token) {
        if (token.single || token.mode != Token.Mode.AWAITING && token.mode != Token.Mode.INSIDE) {
            return;
        }
        for (var event : token.node.boundaries) {
            if (mayCome(event) && isNotYetEnough(event, token.fired.getOrDefault(event.id, 0))) {
                all.add(new Happening(name(event), false, player -> player.interruptions()
                        .atTheEdge(player.world.token(token.id), event)));
            }
        }
    }

    private void inside(Scope scope) {
        if (scope.block == null || scope.interrupted || scope.isOrdinary()) {
            return;
        }
        for (var event : scope.block.eventInsides) {
            if (mayCome(event) && isNotYetEnough(event, scope.fired.getOrDefault(event.id, 0))) {
                all.add(new Happening(name(event), false, player -> player.interruptions()
                        .inside(player.world.scope(scope.id), event)));
            }
        }
    }

    private void starts() {
        for (var start : Server.STARTS.subList(1, Server.STARTS.size())) {
            if (models.has(start.process())
                    && world.started.getOrDefault(start.process(), 0) < start.atMost()
                    && start.when().test(world.course)) {
                all.add(new Happening("start of " + start.process(), false, player -> player.start(start)));
            }
        }
    }

    private boolean mayCome(Node event) {
        return event.trigger != null
                && event.trigger.comesFromOutside()
                && (event.trigger.type() != Trigger.Type.MESSAGE || Server.sends(event.trigger.name(), world));
    }

    private static boolean isNotYetEnough(Node event, int fired) {
        return event.interrupting || fired < (event.trigger.repeats() ? MOST_REPEATS : 1);
    }

    private static String name(Node event) {
        if (event.trigger.type() == Trigger.Type.MESSAGE) {
            return event.trigger.name();
        }
        return event.kind == Kind.EVENT_INSIDE ? event.inside.start.id : event.id;
    }
}

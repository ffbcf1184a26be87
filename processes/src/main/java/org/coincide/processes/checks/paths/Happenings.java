package org.coincide.processes.checks.paths;

import java.util.stream.Stream;

/** All that can happen to a trade where it stands: jobs run, people finish, messages and timers come, the server starts something. */
final class Happenings {

    /** A timer that repeats comes so often, and no more: what follows is then known. */
    private static final int MOST_REPEATS = 2;

    private final World world;
    private final Landscape models;

    Happenings(World world, Landscape models) {
        this.world = world;
        this.models = models;
    }

    Stream<Happening> all() {
        var all = world.tokens();
        var ordinary = all.stream().filter(token -> token.scope.isOrdinary()).flatMap(this::of);
        var tokens = Stream.concat(
                all.stream()
                        .filter(token -> !token.scope.isOrdinary())
                        .flatMap(token -> Stream.concat(of(token), atTheEdge(token))),
                ordinary.limit(1));
        var scopes = world.scopes().stream().flatMap(this::inside);
        return Stream.of(tokens, scopes, starts()).flatMap(some -> some);
    }

    private Stream<Happening> of(Token token) {
        return switch (token.mode) {
            case JOB_BEFORE, JOB_AFTER -> Stream.of(goOn(token, true));
            case AWAITING -> awaited(token);
            default -> Stream.empty();
        };
    }

    private Stream<Happening> awaited(Token token) {
        var node = token.node;
        if (node.kind == Kind.AWAIT_ONE) {
            return node.flows.stream()
                    .limit(token.scope.isOrdinary() ? 1 : Long.MAX_VALUE)
                    .map(Flow::target)
                    .filter(this::mayCome)
                    .map(event -> new Happening(
                            name(event), false, player -> player.goOn(player.world.token(token.id), event)));
        }
        if (node.kind == Kind.AWAIT) {
            var isATimer = node.trigger.type() == Trigger.Type.TIMER;
            return mayCome(node)
                    ? Stream.of(new Happening(
                            name(node), isATimer, player -> player.goOn(player.world.token(token.id), node)))
                    : Stream.empty();
        }
        return Stream.of(goOn(token, node.outcomes.size() == 1 && node.boundaries.isEmpty()));
    }

    private static Happening goOn(Token token, boolean needsNobody) {
        return new Happening(token.node.id, needsNobody, player -> player.goOn(player.world.token(token.id)));
    }

    private Stream<Happening> atTheEdge(Token token) {
        if (token.single
                || token.scope.isOrdinary()
                || token.mode != Token.Mode.AWAITING && token.mode != Token.Mode.INSIDE) {
            return Stream.empty();
        }
        return token.node.boundaries.stream()
                .filter(this::mayCome)
                .filter(event -> isNotYetEnough(event, token.fired.getOrDefault(event.id, 0)))
                .map(event -> new Happening(name(event), false, player -> player.interruptions()
                        .atTheEdge(player.world.token(token.id), event)));
    }

    private Stream<Happening> inside(Scope scope) {
        if (scope.block == null || scope.interrupted || scope.isOrdinary()) {
            return Stream.empty();
        }
        return scope.block.eventInsides.stream()
                .filter(this::mayCome)
                .filter(event -> isNotYetEnough(event, scope.fired.getOrDefault(event.id, 0)))
                .map(event -> new Happening(name(event), false, player -> player.interruptions()
                        .inside(player.world.scope(scope.id), event)));
    }

    private Stream<Happening> starts() {
        return Server.STARTS.stream()
                .skip(1)
                .filter(start -> models.has(start.process()))
                .filter(start -> world.started.getOrDefault(start.process(), 0) < start.atMost())
                .filter(start -> start.when().test(world.course))
                .map(start -> new Happening("start of " + start.process(), false, player -> player.start(start)));
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

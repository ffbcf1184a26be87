package org.coincide.processes.checks.paths;

/** Stands for a world, so that two from which the same can follow have the same, whatever came before. */
record Key(long high, long low) {

    static Key of(World world) {
        var print = new Fingerprint();
        world.course.addTo(print);
        return print.add(world.started).addAnyOrder(world.processes, Key::add).key();
    }

    private static void add(Scope scope, Fingerprint print) {
        print.add(scope.role.ordinal())
                .add(scope.part == null ? -1 : scope.part)
                .add(scope.interrupted)
                .add(scope.variables)
                .add(scope.fired);
        scope.done.forEach(node -> print.add(node.mark));
        print.addAnyOrder(scope.tokens, Key::add);
    }

    private static void add(Token token, Fingerprint print) {
        print.add(token.node.mark)
                .add(token.mode.ordinal())
                .add(token.single)
                .add(token.toCome)
                .add(token.variables)
                .add(token.fired)
                .addAnyOrder(token.inside, Key::add);
    }
}

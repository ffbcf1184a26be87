package org.coincide.processes.checks.paths;

/** Stands for a world, so that two from which the same can follow have the same, whatever came before. */
record Key(long high, long low) {

    static Key of(World world) {
        return new Fingerprint()
                .add(world.course.key())
                .add(world.started.key())
                .addAnyOrder(world.processes, Key::add)
                .key();
    }

    /** As of any record, but a walk asks so often that a record's own way is a good part of its time. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Key key && high == key.high && low == key.low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(high);
    }

    private static void add(Scope scope, Fingerprint print) {
        print.add(scope.role.ordinal())
                .add(scope.part == null ? -1 : scope.part)
                .add(scope.interrupted)
                .add(scope.variables.key())
                .add(scope.fired.key());
        scope.done.forEach(node -> print.add(node.mark));
        print.addAnyOrder(scope.tokens, Key::add);
    }

    private static void add(Token token, Fingerprint print) {
        print.add(token.node.mark)
                .add(token.mode.ordinal())
                .add(token.single)
                .add(token.toCome)
                .add(token.variables.key())
                .add(token.fired.key())
                .addAnyOrder(token.inside, Key::add);
    }
}

package org.coincide.processes.mutations;

/** The end of a situation. */
record Ending(Kind kind, String text) {

    enum Kind {
        /** The trade is closed. */
        CLOSED,
        /** A task or an incident shows what is missing. */
        VISIBLE,
        /** The processes ended, but the client waits for ever. */
        OPEN,
        /** Something waits that never comes, and nobody sees it. */
        STUCK,
        ENDLESS
    }

    /** Returns whether the order is finished or somebody sees that it is not. */
    boolean isSafe() {
        return kind == Kind.CLOSED || kind == Kind.VISIBLE;
    }
}

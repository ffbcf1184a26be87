package org.coincide.engine.support;

import java.util.concurrent.Executor;

/** Threads for tests that need concurrency. */
public final class Threads {

    /**
     * Runs each task in a thread of its own. The default executor of a CompletableFuture has too few threads: from JDK 25 on, one on a
     * machine with two cores.
     */
    public static final Executor ONE_PER_TASK = task -> new Thread(task, "concurrent-test").start();

    private Threads() {}
}

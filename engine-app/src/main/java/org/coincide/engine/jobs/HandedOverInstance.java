package org.coincide.engine.jobs;

import java.util.Optional;

/** The process instance whose handed-over jobs the present thread executes. */
final class HandedOverInstance {

    private static final ThreadLocal<String> ID = new ThreadLocal<>();

    private HandedOverInstance() {}

    /** Returns an execution of jobs that knows their process instance. */
    static Runnable execution(String processInstance, Runnable jobs) {
        return () -> {
            ID.set(processInstance);
            try {
                jobs.run();
            } finally {
                ID.remove();
            }
        };
    }

    static Optional<String> id() {
        return Optional.ofNullable(ID.get());
    }
}

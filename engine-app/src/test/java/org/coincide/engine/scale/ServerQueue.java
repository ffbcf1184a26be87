package org.coincide.engine.scale;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;

/** A resource with a number of servers, such as cores, and one queue, served in the order of arrival. */
final class ServerQueue {

    private record Task(double mean, Runnable then) {}

    private final Events events;
    private final Random random;
    private final int servers;
    private final Queue<Task> waiting = new ArrayDeque<>();
    private int busy;
    private double busySeconds;

    ServerQueue(Events events, Random random, int servers) {
        this.events = events;
        this.random = random;
        this.servers = servers;
    }

    /** Serves a task for an exponentially distributed time, and continues afterwards. */
    void serve(double meanSeconds, Runnable then) {
        Task task = new Task(meanSeconds, then);
        if (busy < servers) {
            begin(task);
        } else {
            waiting.add(task);
        }
    }

    private void begin(Task task) {
        busy++;
        double time = -Math.log(1 - random.nextDouble()) * task.mean();
        busySeconds += time;
        events.after(time, () -> end(task));
    }

    private void end(Task task) {
        busy--;
        if (!waiting.isEmpty()) {
            begin(waiting.poll());
        }
        task.then().run();
    }

    /** Seconds of service that have begun, over all servers. */
    double busySeconds() {
        return busySeconds;
    }

    int servers() {
        return servers;
    }

    int waiting() {
        return waiting.size();
    }
}

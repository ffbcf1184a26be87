package org.coincide.engine.scale;

import java.util.PriorityQueue;

/** The events of a simulation in the order of their time. Events of the same time happen in the order in which they were planned. */
final class Events {

    private record Event(double time, long number, Runnable action) implements Comparable<Event> {

        @Override
        public int compareTo(Event other) {
            int byTime = Double.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private final PriorityQueue<Event> planned = new PriorityQueue<>();
    private double now;
    private long number;

    /** The simulated time in seconds. */
    double now() {
        return now;
    }

    void after(double seconds, Runnable action) {
        planned.add(new Event(now + seconds, number++, action));
    }

    /** Lets all events happen that are planned before this time. */
    void runUntil(double end) {
        while (!planned.isEmpty() && planned.peek().time() <= end) {
            Event next = planned.poll();
            now = next.time();
            next.action().run();
        }
        now = end;
    }
}

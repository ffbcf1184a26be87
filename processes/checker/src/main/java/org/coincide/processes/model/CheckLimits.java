package org.coincide.processes.model;

import java.time.Duration;

/**
 * The limits of a model check. A model that exceeds one is refused, so that no file can exhaust the memory or the time of the server.
 *
 * @param maxStates number of states that the path check visits
 * @param maxTime duration of the path check
 * @param maxTimeAfterViolation time in which the path check looks for more violations after the first
 * @param maxBytes size of one file
 * @param maxElements number of XML elements of one file
 * @param maxDepth nesting depth of XML elements
 * @param maxAnswers number of different answers of one form: the product of the choices of its fields
 * @param maxInstances number of instances of one multi-instance activity
 */
public record CheckLimits(
        int maxStates,
        Duration maxTime,
        Duration maxTimeAfterViolation,
        long maxBytes,
        int maxElements,
        int maxDepth,
        int maxAnswers,
        int maxInstances) {

    /** Far above any model that a person can read. */
    public static final CheckLimits DEFAULT = new CheckLimits(
            500_000, Duration.ofMinutes(10), Duration.ofSeconds(3), 10 * 1024 * 1024, 20_000, 100, 200, 100);

    /** The same limits with another number of states. */
    public CheckLimits withMaxStates(int states) {
        return new CheckLimits(
                states, maxTime, maxTimeAfterViolation, maxBytes, maxElements, maxDepth, maxAnswers, maxInstances);
    }

    /** The same limits with another duration. */
    public CheckLimits withMaxTime(Duration time) {
        return new CheckLimits(
                maxStates, time, maxTimeAfterViolation, maxBytes, maxElements, maxDepth, maxAnswers, maxInstances);
    }

    /** The same limits with another duration after the first violation. */
    public CheckLimits withMaxTimeAfterViolation(Duration time) {
        return new CheckLimits(maxStates, maxTime, time, maxBytes, maxElements, maxDepth, maxAnswers, maxInstances);
    }

    /** The fault of a file that is larger than the limit. */
    public String tooLarge(long bytes) {
        return "has " + bytes + " bytes; the limit is " + maxBytes
                + ". Remove embedded images and unused elements, or raise the limit";
    }
}

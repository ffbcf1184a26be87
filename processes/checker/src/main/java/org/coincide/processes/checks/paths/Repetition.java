package org.coincide.processes.checks.paths;

/**
 * An activity that is done several times.
 *
 * @param times how often: a number, or a list with an entry for each
 * @param entry the variable that holds each entry; may be null
 * @param enough null where it ends when all are through
 * @param jobBeforeEach whether each begins in a job of its own
 * @param jobAfterEach whether each ends in a job of its own
 * @param splits whether each is about a part of the trade, so that a status said in it is said of that part alone
 */
record Repetition(
        Term times,
        String entry,
        Term enough,
        boolean oneByOne,
        boolean jobBeforeEach,
        boolean jobAfterEach,
        boolean splits) {

    Repetition ofParts() {
        return new Repetition(times, entry, enough, oneByOne, jobBeforeEach, jobAfterEach, true);
    }
}

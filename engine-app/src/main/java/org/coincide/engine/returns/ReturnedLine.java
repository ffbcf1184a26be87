package org.coincide.engine.returns;

/**
 * One line of a return.
 *
 * @param number of the trade's line
 * @param asked pieces that the client wants to send back
 * @param received pieces that have arrived
 * @param condition of those; null before
 */
record ReturnedLine(int number, int asked, int received, Condition condition) {

    /** Whether what came back can be sold again. */
    enum Condition {
        GOOD,
        DAMAGED
    }
}

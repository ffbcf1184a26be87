package org.coincide.engine.returns;

/**
 * A line of a return.
 *
 * @param number number of the trade's line
 * @param requested pieces that the client announced
 * @param received pieces that have arrived
 * @param condition condition of the received pieces; null before the receipt
 */
record ReturnedLine(int number, int requested, int received, Condition condition) {

    /** The condition of received pieces; only good ones are added to the stock. */
    enum Condition {
        GOOD,
        DAMAGED
    }
}

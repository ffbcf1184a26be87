package org.coincide.engine.simulation;

/** Event that the simulated provider still has to report. */
record SimulatedReport(String id, Kind kind, String paymentKey) {

    enum Kind {
        /** A pending refund becomes complete, or fails. */
        REFUND,
        /** The card's holder disputes a capture, and wins. */
        DISPUTE
    }
}

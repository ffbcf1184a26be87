package org.coincide.client.ordering;

/** State of a placed order until the server's answer. */
public enum OrderState {
    /** Stored and not sent yet. */
    WAITING,
    /** Sent and not answered yet. */
    SENT,
    /** Accepted by the server: the order has a trade. */
    ACCEPTED,
    /** Refused by the server. */
    REFUSED;

    /** Returns the stored state. */
    String stored() {
        return this == WAITING || this == SENT ? "OPEN" : name();
    }

    /** Returns the state of an order from its stored state, which is OPEN until the answer, and the number of attempts to send it. */
    static OrderState of(String stored, int attempts) {
        return stored.equals("OPEN") ? attempts == 0 ? WAITING : SENT : valueOf(stored);
    }
}

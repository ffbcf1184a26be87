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
    REFUSED
}

package org.coincide.client.ordering;

/** How far an order has come between this client and the server's answer. */
public enum OrderState {
    /** Stored here, not sent yet. */
    WAITING,
    /** Sent; the server has not answered yet. */
    SENT,
    /** The server has taken it: it is a trade. */
    ACCEPTED,
    /** The server has not taken it. */
    REFUSED
}

package org.coincide.processes.server;

/** The facts of a trade on which outcomes and messages depend. */
public interface TradeFacts {

    /** The present status of a lifecycle: {@code order}, {@code delivery} or {@code payment}. */
    String status(String lifecycle);

    /** Returns whether the delivery status of any part is this one. */
    boolean anyPart(String deliveryStatus);

    /** Returns whether any part of the goods was handed over to a carrier. */
    boolean anyHandedOver();

    /** Returns whether the client has received any part of the goods. */
    boolean anyDelivered();

    /** Returns whether any money was captured and not refunded. */
    boolean anyCapturedAndNotRefunded();

    /** Returns whether a record of the server about any part is in this state. */
    boolean anyRecord(String record, String state);

    boolean isClosed();
}

package org.coincide.processes.checks.paths;

/** What the server knows of a trade when a bean answers or a message comes. */
interface Facts {

    /** The present status of a lifecycle. */
    String status(String lifecycle);

    /** Whether a carrier has any part of the goods, or had it. */
    boolean somethingIsHandedOver();

    /** Whether parts are still here that may yet be handed over. */
    boolean somethingIsStillHere();

    /** Whether the client has any part of the goods, or had it. */
    boolean somethingIsDelivered();

    boolean somethingIsCaptured();

    /** Whether of all parts that are not cancelled the money is there. */
    boolean everythingIsCaptured();

    /** Whether money is there that was not given back. */
    boolean somethingIsKept();

    boolean isClosed();
}

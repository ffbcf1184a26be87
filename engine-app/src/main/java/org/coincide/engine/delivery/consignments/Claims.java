package org.coincide.engine.delivery.consignments;

/** Claims for the payment of consignments. */
public interface Claims {

    /** Returns whether the invoice for a consignment was asked for, and is not issued yet. */
    boolean isBeingInvoiced(Consignment consignment);

    /**
     * Gives up the claim for a consignment: what was not requested yet is never requested. The payment of the trade stays locked until the
     * transaction ends.
     */
    void giveUp(Consignment consignment);
}

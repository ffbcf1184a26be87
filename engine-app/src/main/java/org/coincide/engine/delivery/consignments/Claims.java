package org.coincide.engine.delivery.consignments;

/** Claims for the payment of consignments. */
public interface Claims {

    /** Returns whether the invoice for a consignment was asked for, and is not issued yet. */
    boolean isBeingInvoiced(Consignment consignment);
}

package org.coincide.client.ordering;

import java.util.List;
import org.coincide.client.contract.Fault;

/** What became of an order that a user wants to place. */
sealed interface Placement {

    /** Stored now, or stored before with the same contents: it will be sent. */
    record Stored(String reference) implements Placement {}

    /** The reference belongs to an order with other contents. */
    record Conflicting(String reference) implements Placement {}

    /** It is no order of the contract. */
    record Invalid(List<Fault> faults) implements Placement {}
}

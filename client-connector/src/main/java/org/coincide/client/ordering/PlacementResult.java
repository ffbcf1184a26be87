package org.coincide.client.ordering;

import java.util.List;
import org.coincide.client.contract.ValidationError;

/** What became of an order that a user wants to place. */
sealed interface PlacementResult {

    /** Stored now, or stored before with the same contents: it will be sent. */
    record Stored(String reference) implements PlacementResult {}

    /** The reference belongs to an order with other contents. */
    record Conflicting(String reference) implements PlacementResult {}

    /** It is no order of the contract. */
    record Invalid(List<ValidationError> faults) implements PlacementResult {}
}

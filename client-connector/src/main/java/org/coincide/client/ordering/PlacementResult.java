package org.coincide.client.ordering;

import java.util.List;
import org.coincide.client.contract.ValidationError;

/** Result of placing an order. */
sealed interface PlacementResult {

    /** The order is stored, now or by an earlier request with the same contents. */
    record Stored(String reference) implements PlacementResult {}

    /** The reference belongs to an order with different contents. */
    record Conflicting(String reference) implements PlacementResult {}

    /** The reference belongs to an order whose trade was removed. */
    record Removed(String reference) implements PlacementResult {}

    /** The order is valid and not stored: the result of a check. */
    record Placeable(String reference) implements PlacementResult {}

    /** The order does not conform to the contract. */
    record Invalid(List<ValidationError> errors) implements PlacementResult {}
}

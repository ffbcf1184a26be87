package org.coincide.client.requests;

import java.util.List;
import org.coincide.client.contract.ValidationError;

/** Result of submitting a request. */
sealed interface SubmissionResult {

    /** The request is stored, now or by an earlier submission with the same contents; the server decides. */
    record Stored(String requestId) implements SubmissionResult {}

    /** The trade is not in the ledger. */
    record UnknownTrade() implements SubmissionResult {}

    /** The return number belongs to another return of the trade. */
    record Conflicting(String returnNumber) implements SubmissionResult {}

    /** The request does not conform to the contract. */
    record Invalid(List<ValidationError> errors) implements SubmissionResult {}
}

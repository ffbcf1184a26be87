package org.coincide.client.requests;

import java.util.List;
import org.coincide.client.contract.ValidationError;

/** What became of a request that a user makes. */
sealed interface SubmissionResult {

    /** Stored now, or stored before with the same contents: it is sent, and the server decides. */
    record Stored(String requestId) implements SubmissionResult {}

    /** The ledger has no such trade. */
    record UnknownTrade() implements SubmissionResult {}

    /** The number stands for another return of the trade. */
    record Conflicting(String returnNumber) implements SubmissionResult {}

    /** It is no request of the contract. */
    record Invalid(List<ValidationError> faults) implements SubmissionResult {}
}

package org.coincide.client.requests;

import java.util.List;
import org.coincide.client.contract.Fault;

/** What became of a request that a user makes. */
sealed interface Asking {

    /** Stored now, or stored before with the same contents: it is sent, and the server decides. */
    record Stored(String requestId) implements Asking {}

    /** The ledger has no such trade. */
    record UnknownTrade() implements Asking {}

    /** The number stands for another return of the trade. */
    record Conflicting(String returnNumber) implements Asking {}

    /** It is no request of the contract. */
    record Invalid(List<Fault> faults) implements Asking {}
}

package org.coincide.client.statements;

import java.util.List;
import org.coincide.client.requests.ReceiptPublisher.VerifiedTrade;
import org.coincide.client.verification.Warning;

/**
 * Result of comparing a statement with the ledger.
 *
 * @param duplicate whether the statement was received before
 * @param verified the trades that the receipt names: those of which the ledger contains the stated message, each with its last message
 */
public record ComparedStatement(boolean duplicate, List<VerifiedTrade> verified, List<Warning> warnings) {

    static final ComparedStatement DUPLICATE = new ComparedStatement(true, List.of(), List.of());

    static ComparedStatement rejected(Warning warning) {
        return new ComparedStatement(false, List.of(), List.of(warning));
    }
}

package org.coincide.client.statements;

import java.util.List;
import org.coincide.client.contract.TradingMessage.Statement.StatedTrade;
import org.coincide.client.verification.Warning;

/**
 * Result of comparing a statement with the ledger.
 *
 * @param duplicate whether the statement was received before
 * @param verified the stated trades of which the ledger contains the stated message
 */
public record ComparedStatement(boolean duplicate, List<StatedTrade> verified, List<Warning> warnings) {

    static final ComparedStatement DUPLICATE = new ComparedStatement(true, List.of(), List.of());

    static ComparedStatement rejected(Warning warning) {
        return new ComparedStatement(false, List.of(), List.of(warning));
    }
}

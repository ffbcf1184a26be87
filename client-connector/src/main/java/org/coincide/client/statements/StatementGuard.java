package org.coincide.client.statements;

import java.util.List;
import org.coincide.client.retention.RemovableTrade;
import org.coincide.client.retention.TradeGuard;
import org.springframework.stereotype.Component;

/** Keeps a trade of which a statement names a missing message, and each trade during a rebuild. */
@Component
class StatementGuard implements TradeGuard {

    private final ServerStatements statements;
    private final Rebuild rebuild;

    StatementGuard(ServerStatements statements, Rebuild rebuild) {
        this.statements = statements;
        this.rebuild = rebuild;
    }

    @Override
    public boolean mustStay(RemovableTrade trade) {
        return rebuild.isActive()
                || !statements.tails(List.of(trade.tradingId())).isEmpty();
    }
}

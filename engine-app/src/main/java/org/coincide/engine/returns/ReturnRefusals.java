package org.coincide.engine.returns;

import java.util.List;
import org.coincide.engine.journal.Journal;
import org.coincide.engine.journal.messages.RefusalReport;
import org.coincide.engine.journal.messages.RefusalReport.Kind;
import org.coincide.engine.journal.messages.RefusalReport.RefusalReason;
import org.coincide.engine.returns.GoodsReturn.State;
import org.coincide.engine.trade.Trade;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Refuses returns: closes an open return, and publishes the refusal to the client. The trade does not change. */
@Component
public class ReturnRefusals {

    private final Returns returns;
    private final Journal journal;

    ReturnRefusals(Returns returns, Journal journal) {
        this.returns = returns;
        this.journal = journal;
    }

    /**
     * Refuses a return; the caller holds the lock of the trade.
     *
     * @return whether the return was still open
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean refuse(Trade trade, String number, RefusalReason reason) {
        boolean open = returns.close(trade.tradingId(), number, State.REFUSED);
        if (open) {
            journal.append(
                    trade.clientId(),
                    trade.tradingId(),
                    new RefusalReport(
                            Kind.RETURN,
                            null,
                            trade.tradingId(),
                            null,
                            returns.requestIdOf(trade.tradingId(), number),
                            List.of(reason)));
        }
        return open;
    }
}

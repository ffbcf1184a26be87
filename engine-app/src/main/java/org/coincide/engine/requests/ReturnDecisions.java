package org.coincide.engine.requests;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.coincide.engine.lifecycle.ReturnProcess;
import org.coincide.engine.requests.Decision.Refused;
import org.coincide.engine.requests.Decision.Taken;
import org.coincide.engine.returns.GoodsReturn;
import org.coincide.engine.returns.Returns;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;

/** Decides whether goods may come back, under the lock of their trade, and starts the process that takes them. */
@Component
public class ReturnDecisions {

    private static final int LONGEST_NUMBER = 64;

    private final Trades trades;
    private final Returns returns;
    private final ReturnProcess process;
    private final RequestRetry attempts;
    private final ReturnProperties settings;
    private final Clock clock;

    ReturnDecisions(
            Trades trades,
            Returns returns,
            ReturnProcess process,
            RequestRetry attempts,
            ReturnProperties settings,
            Clock clock) {
        this.trades = trades;
        this.returns = returns;
        this.process = process;
        this.attempts = attempts;
        this.settings = settings;
        this.clock = clock;
    }

    /** Takes a return, or says why not. The same number with the same pieces again is the same return. */
    public Decision ask(ReturnRequest request) {
        return attempts.of(request.tradingId(), () -> trades.lock(request.tradingId())
                .filter(request::mayBeAbout)
                .map(trade -> decide(trade, request))
                .orElseGet(() -> Refused.unknown(request.tradingId())));
    }

    private Decision decide(Trade trade, ReturnRequest request) {
        if (request.numberGiven().length() > LONGEST_NUMBER) {
            return new Refused("SCHEMA_INVALID", "Give the return a number of its own.", "/returnNumber");
        }
        Optional<GoodsReturn> known = returns.find(trade.tradingId(), request.numberGiven());
        if (known.isPresent()) {
            return known.get().pieces().equals(request.pieces())
                    ? new Taken()
                    : new Refused(
                            "RETURN_NUMBER_TAKEN",
                            "This number stands for another return of this trade, which stays as it is.",
                            "/returnNumber");
        }
        Optional<Refused> breach = ReturnPolicies.breach(wanted(trade, request));
        return breach.<Decision>map(refused -> refused).orElseGet(() -> take(trade, request));
    }

    private ReturnPolicies.Wanted wanted(Trade trade, ReturnRequest request) {
        Instant lastDay = trades.deliveredAt(trade.tradingId())
                .map(delivered -> delivered.plus(settings.window()))
                .orElse(null);
        return new ReturnPolicies.Wanted(
                trade, request.pieces(), returns.awaited(trade.tradingId()), lastDay, clock.instant());
    }

    private Decision take(Trade trade, ReturnRequest request) {
        GoodsReturn wanted =
                new GoodsReturn(trade.tradingId(), request.numberGiven(), request.reasonGiven(), request.pieces());
        returns.request(wanted, request.requestId());
        process.start(wanted, settings.accepted());
        return new Taken();
    }
}

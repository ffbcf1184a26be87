package org.coincide.engine.requests;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.coincide.engine.lifecycle.ReturnProcess;
import org.coincide.engine.payment.books.Movements;
import org.coincide.engine.requests.Decision.Accepted;
import org.coincide.engine.requests.Decision.Refused;
import org.coincide.engine.returns.GoodsReturn;
import org.coincide.engine.returns.Returns;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;

/** Decides returns under the lock of the trade, and starts the process of an admissible return. */
@Component
public class ReturnDecisions {

    /** Return numbers of the contract: the id of a request can be any text. */
    private static final String NUMBER = "[A-Za-z0-9][A-Za-z0-9._/-]{0,63}";

    private final Trades trades;
    private final Returns returns;
    private final Movements movements;
    private final ReturnProcess process;
    private final RequestRetry retry;
    private final ReturnProperties properties;
    private final Clock clock;

    ReturnDecisions(
            Trades trades,
            Returns returns,
            Movements movements,
            ReturnProcess process,
            RequestRetry retry,
            ReturnProperties properties,
            Clock clock) {
        this.trades = trades;
        this.returns = returns;
        this.movements = movements;
        this.process = process;
        this.retry = retry;
        this.properties = properties;
        this.clock = clock;
    }

    /** Starts the return or refuses the request. A duplicate (same number and pieces) is accepted again. */
    public Decision decide(ReturnRequest request) {
        return retry.decide(request, trade -> decide(trade, request));
    }

    private Decision decide(Trade trade, ReturnRequest request) {
        if (!request.numberOrDefault().matches(NUMBER)) {
            return new Refused(
                    "SCHEMA_INVALID",
                    "The request id cannot be the return's number. Send a returnNumber of letters, digits and ._/- with at"
                            + " most 64 characters.",
                    "/returnNumber");
        }
        Optional<GoodsReturn> known = returns.find(trade.tradingId(), request.numberOrDefault());
        if (known.isPresent()) {
            return known.get().pieces().equals(request.pieces())
                    ? new Accepted()
                    : new Refused(
                            "RETURN_NUMBER_TAKEN",
                            "The return number " + request.numberOrDefault()
                                    + " belongs to another return of this trade. Use a new return number.",
                            "/returnNumber");
        }
        Optional<Refused> violation = ReturnPolicies.violation(requested(trade, request));
        return violation.<Decision>map(refused -> refused).orElseGet(() -> start(trade, request));
    }

    private ReturnPolicies.RequestedReturn requested(Trade trade, ReturnRequest request) {
        Instant lastDay = trades.deliveredAt(trade.tradingId())
                .map(delivered -> delivered.plus(properties.window()))
                .orElse(null);
        return new ReturnPolicies.RequestedReturn(
                trade,
                movements.factsOf(trade.tradingId()),
                request.pieces(),
                returns.awaited(trade.tradingId()),
                lastDay,
                clock.instant());
    }

    private Decision start(Trade trade, ReturnRequest request) {
        GoodsReturn requested = new GoodsReturn(
                trade.tradingId(), request.numberOrDefault(), request.reasonOrDefault(), request.pieces());
        returns.add(requested, request.requestId());
        process.start(requested, properties.accepted());
        return new Accepted();
    }
}

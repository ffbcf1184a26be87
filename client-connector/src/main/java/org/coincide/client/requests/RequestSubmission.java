package org.coincide.client.requests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.contract.ValidationError;
import org.coincide.client.ledger.ChainedTrade;
import org.coincide.client.ledger.LedgerEntries;
import org.coincide.client.ledger.Trades;
import org.coincide.client.requests.TradeRequest.Kind;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Submits users' requests about trades: validates and stores a request, which is sent afterwards. */
@Service
class RequestSubmission {

    private static final String TRADING_ID = "tradingId";

    private final Trades trades;
    private final LedgerEntries ledger;
    private final TradeRequests requests;
    private final RequestOutcomes outcomes;
    private final RequestOutbox outbox;
    private final RequestFormat format;
    private final Clock clock;

    RequestSubmission(
            Trades trades,
            LedgerEntries ledger,
            TradeRequests requests,
            RequestOutcomes outcomes,
            RequestOutbox outbox,
            RequestFormat format,
            Clock clock) {
        this.trades = trades;
        this.ledger = ledger;
        this.requests = requests;
        this.outcomes = outcomes;
        this.outbox = outbox;
        this.format = format;
        this.clock = clock;
    }

    /** Submits a request. Idempotent: a request that repeats an earlier one returns the earlier request's id. */
    @Transactional
    public SubmissionResult submit(String tradingId, Kind kind, JsonNode submitted) {
        if (trades.find(tradingId).isEmpty()) {
            return new SubmissionResult.UnknownTrade();
        }
        if (!(submitted instanceof ObjectNode object)) {
            return new SubmissionResult.Invalid(
                    List.of(new ValidationError("", "must be a JSON object: the request's data")));
        }
        var data = object.deepCopy();
        if (!data.has(TRADING_ID)) {
            data.put(TRADING_ID, tradingId);
        }
        var errors = format.validate(kind, tradingId, data);
        return errors.isEmpty() ? storeOnce(tradingId, kind, data) : new SubmissionResult.Invalid(errors);
    }

    /** Waits for the end of each parallel request, which could be an equal one. Retention can have removed the trade meanwhile. */
    private SubmissionResult storeOnce(String tradingId, Kind kind, ObjectNode data) {
        ledger.lock();
        return trades.find(tradingId)
                .map(trade -> store(trade, kind, data))
                .orElseGet(SubmissionResult.UnknownTrade::new);
    }

    private SubmissionResult store(ChainedTrade trade, Kind kind, ObjectNode data) {
        var tradingId = trade.trade().tradingId();
        var digest = CanonicalJson.digest(data);
        var number = data.path("returnNumber").textValue();
        if (number != null
                && !requests.digestOfReturn(tradingId, number)
                        .map(digest::equals)
                        .orElse(true)) {
            return new SubmissionResult.Conflicting(number);
        }
        Optional<String> before = outcomes.findRepeated(tradingId, kind, digest);
        if (before.isPresent()) {
            return new SubmissionResult.Stored(before.get());
        }
        var event = format.create(kind, tradingId, data);
        var now = clock.instant();
        outbox.store(List.of(event), now);
        requests.store(
                new NewRequest(
                        event,
                        trade.trade().orderReference(),
                        kind,
                        number,
                        digest,
                        kind == Kind.AMENDMENT ? CanonicalJson.digest(data.path("order")) : null),
                now);
        return new SubmissionResult.Stored(event.id());
    }
}

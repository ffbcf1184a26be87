package org.coincide.client.requests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.contract.ValidationError;
import org.coincide.client.ledger.ChainedTrade;
import org.coincide.client.ledger.Trades;
import org.coincide.client.requests.TradeRequest.Kind;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes what users ask about trades: checked and stored first, sent afterwards. */
@Service
class RequestSubmission {

    private static final String TRADING_ID = "tradingId";

    private final Trades trades;
    private final TradeRequests asked;
    private final RequestOutbox outbox;
    private final RequestFormat paper;
    private final Clock clock;

    RequestSubmission(Trades trades, TradeRequests asked, RequestOutbox outbox, RequestFormat paper, Clock clock) {
        this.trades = trades;
        this.asked = asked;
        this.outbox = outbox;
        this.paper = paper;
        this.clock = clock;
    }

    /** Asks the server, once: the same request again, while it is not refused, is the one that was asked before. */
    @Transactional
    public SubmissionResult ask(String tradingId, Kind kind, JsonNode wanted) {
        var trade = trades.find(tradingId);
        if (trade.isEmpty()) {
            return new SubmissionResult.UnknownTrade();
        }
        if (!(wanted instanceof ObjectNode object)) {
            return new SubmissionResult.Invalid(
                    List.of(new ValidationError("", "must be a JSON object: the request's data")));
        }
        var data = object.deepCopy();
        if (!data.has(TRADING_ID)) {
            data.put(TRADING_ID, tradingId);
        }
        var faults = paper.faults(kind, tradingId, data);
        return faults.isEmpty() ? store(trade.get(), kind, data) : new SubmissionResult.Invalid(faults);
    }

    private SubmissionResult store(ChainedTrade trade, Kind kind, ObjectNode data) {
        var tradingId = trade.trade().tradingId();
        var digest = CanonicalJson.digest(data);
        var number = data.path("returnNumber").textValue();
        if (number != null
                && !asked.digestOfReturn(tradingId, number).map(digest::equals).orElse(true)) {
            return new SubmissionResult.Conflicting(number);
        }
        Optional<String> before = asked.sameAsked(tradingId, kind, digest);
        if (before.isPresent()) {
            return new SubmissionResult.Stored(before.get());
        }
        var event = paper.write(kind, tradingId, data);
        var now = clock.instant();
        outbox.store(List.of(event), now);
        asked.store(
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

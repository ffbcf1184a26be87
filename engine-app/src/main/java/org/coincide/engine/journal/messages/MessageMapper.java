package org.coincide.engine.journal.messages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.coincide.engine.trade.Actor.ProcessVersion;
import org.coincide.engine.trade.Money;
import org.coincide.engine.trade.Move;
import org.coincide.engine.trade.Trade;
import org.springframework.stereotype.Component;

/** Maps trades to the data of the contract's messages. */
@Component
public class MessageMapper {

    private final ObjectMapper json;

    MessageMapper(ObjectMapper json) {
        this.json = json;
    }

    public TradingInformation information(Trade trade, int revision) {
        JsonNode contents = contents(trade);
        return new TradingInformation(
                trade.tradingId(),
                trade.clientId(),
                trade.orderReference(),
                trade.acceptedAt(),
                revision,
                trade.orderDigest(),
                trade.orderSignature(),
                trade.currency(),
                trade.lines().stream()
                        .map(line -> new TradingInformation.Line(
                                line.number(),
                                line.sku(),
                                line.quantity(),
                                contents.at("/lines/" + (line.number() - 1) + "/unitPrice")
                                        .asText()))
                        .toList(),
                contents.get("shipTo"),
                contents.get("payment"),
                contents.get("requestedDelivery"),
                Money.text(trade.total(), trade.currency()),
                StatusTriple.of(trade.statuses()),
                trade.lastDigest());
    }

    private JsonNode contents(Trade trade) {
        try {
            return json.readTree(trade.contents());
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(
                    "The stored contents of trade " + trade.tradingId() + " are not valid JSON", broken);
        }
    }

    public TradingProcessing processing(Move move, ProcessingDetails details) {
        Trade now = move.after();
        return new TradingProcessing(
                now.tradingId(),
                now.statuses().order().name(),
                now.statuses().delivery().name(),
                now.statuses().payment().name(),
                StatusTriple.of(move.before().statuses()),
                move.changed(),
                now.reason() == null
                        ? null
                        : new TradingProcessing.ReasonGiven(
                                now.reason().code(), now.reason().text()),
                now.lines().stream()
                        .map(line -> new TradingProcessing.Line(
                                line.number(),
                                line.quantity(),
                                line.cancelled(),
                                line.shipped(),
                                line.delivered(),
                                line.returned()))
                        .toList(),
                amounts(now),
                details.shipments(),
                details.invoices(),
                details.action(),
                details.due(),
                new TradingProcessing.Actor(
                        move.actor().kind().name(), move.actor().name()),
                process(move.actor().process()),
                now.lastDigest());
    }

    private static TradingProcessing.Process process(ProcessVersion model) {
        return model == null
                ? null
                : new TradingProcessing.Process(model.definition(), model.version(), model.versionTag());
    }

    private static TradingProcessing.Amounts amounts(Trade trade) {
        return new TradingProcessing.Amounts(
                trade.currency(),
                Money.text(trade.total(), trade.currency()),
                Money.text(trade.amounts().authorized(), trade.currency()),
                Money.text(trade.amounts().captured(), trade.currency()),
                Money.text(trade.amounts().refunded(), trade.currency()));
    }
}

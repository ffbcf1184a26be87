package org.coincide.engine.reconciliation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.coincide.engine.trade.Amounts;
import org.coincide.engine.trade.Reason;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.TradeLine;
import org.coincide.engine.trade.status.DeliveryStatus;
import org.coincide.engine.trade.status.OrderStatus;
import org.coincide.engine.trade.status.PaymentStatus;
import org.coincide.engine.trade.status.Statuses;

/** A trade as its messages state it: each message is a snapshot, so the last ones are enough. */
final class RestoredTrade {

    private JsonNode information;
    private JsonNode statuses;
    private JsonNode last;
    private Amounts amounts = new Amounts(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    private List<TradeLine> lines = List.of();
    private OrderStatus heldFrom;
    private Instant deliveredAt;
    private StoredMessage end;

    static RestoredTrade of(List<StoredMessage> messages) {
        RestoredTrade trade = new RestoredTrade();
        messages.forEach(trade::apply);
        return trade;
    }

    private void apply(StoredMessage message) {
        end = message;
        if (message.isInformation()) {
            information = message.data();
            statuses = information.path("statuses");
            lines = ordered();
        } else {
            last = message.data();
            heldFrom = heldFromAfter(last);
            statuses = last;
            amounts = new Amounts(amount("authorized"), amount("captured"), amount("refunded"));
            lines = progressed(message.message().time());
        }
    }

    private OrderStatus heldFromAfter(JsonNode data) {
        if (!data.path("order").asText().equals(OrderStatus.ON_HOLD.name())) {
            return null;
        }
        OrderStatus before = OrderStatus.valueOf(data.at("/previous/order").asText());
        return before == OrderStatus.ON_HOLD ? heldFrom : before;
    }

    private List<TradeLine> ordered() {
        List<TradeLine> ordered = new ArrayList<>();
        information
                .path("lines")
                .forEach(line -> ordered.add(TradeLine.ordered(
                        line.path("number").asInt(),
                        line.path("sku").asText(),
                        line.path("quantity").asInt(),
                        new BigDecimal(line.path("unitPrice").asText()))));
        return ordered;
    }

    private List<TradeLine> progressed(Instant time) {
        List<TradeLine> progressed = new ArrayList<>();
        for (int index = 0; index < lines.size(); index++) {
            TradeLine line = lines.get(index);
            JsonNode now = last.path("lines").path(index);
            int delivered = now.path("delivered").asInt();
            if (delivered > line.delivered()) {
                deliveredAt = time;
            }
            progressed.add(new TradeLine(
                    line.number(),
                    line.sku(),
                    line.quantity(),
                    line.unitPrice(),
                    now.path("cancelled").asInt(),
                    now.path("shipped").asInt(),
                    delivered,
                    now.path("returned").asInt()));
        }
        return progressed;
    }

    private BigDecimal amount(String name) {
        return new BigDecimal(last.at("/amounts/" + name).asText());
    }

    int revision() {
        return information.path("revision").asInt();
    }

    Instant deliveredAt() {
        return deliveredAt;
    }

    Statuses statuses() {
        return new Statuses(
                OrderStatus.valueOf(statuses.path("order").asText()),
                DeliveryStatus.valueOf(statuses.path("delivery").asText()),
                PaymentStatus.valueOf(statuses.path("payment").asText()));
    }

    /** The order as JSON of the contract's {@code order.json}. */
    String contents() {
        ObjectNode order = JsonNodeFactory.instance.objectNode();
        order.set("orderReference", information.path("orderReference"));
        order.set("currency", information.path("currency"));
        ArrayNode ordered = order.putArray("lines");
        information.path("lines").forEach(line -> ordered.add(((ObjectNode) line.deepCopy()).without("number")));
        for (String name : List.of("shipTo", "payment", "requestedDelivery")) {
            if (information.has(name)) {
                order.set(name, information.path(name));
            }
        }
        return order.toString();
    }

    String orderDigest() {
        return information.path("orderDigest").asText();
    }

    Trade toTrade(boolean closed) {
        JsonNode reason = last == null ? information.path("reason") : last.path("reason");
        return new Trade(
                end.tradingId(),
                information.path("clientId").asText(),
                information.path("orderReference").asText(),
                orderDigest(),
                information.path("orderSignature").asText(null),
                contents(),
                information.path("currency").asText(),
                new BigDecimal(information.path("total").asText()),
                statuses(),
                heldFrom,
                reason.isObject()
                        ? new Reason(
                                reason.path("code").asText(),
                                reason.path("text").asText(null))
                        : null,
                amounts,
                lines,
                end.sequence(),
                end.digest(),
                closed,
                StoredMessage.time(information.path("acceptedAt")),
                end.message().time(),
                end.traceParent());
    }
}

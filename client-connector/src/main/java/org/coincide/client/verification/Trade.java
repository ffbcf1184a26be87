package org.coincide.client.verification;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.coincide.client.contract.Amounts;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.contract.LineQuantities;
import org.coincide.client.contract.Reason;
import org.coincide.client.contract.Statuses;
import org.coincide.client.contract.TradingInformation;
import org.coincide.client.contract.TradingMessage;

/**
 * A trade as stored in the ledger, after its latest coincident message.
 *
 * @param source the CloudEvents source of all messages of the trade
 * @param revision revision of the order's contents: 1 as placed, plus 1 with each amendment
 * @param heldFrom while on hold, the order status before ON_HOLD; otherwise null
 * @param lastDigest digest of the body of the latest message; the next message refers to it
 * @param closed true once the three statuses have been final; never reset
 * @param reason reason of the last change; may be null
 */
public record Trade(
        String tradingId,
        String source,
        String orderReference,
        String paymentMethod,
        int revision,
        Statuses statuses,
        String heldFrom,
        long sequence,
        String lastDigest,
        boolean closed,
        List<TradeLine> lines,
        Amounts amounts,
        Reason reason,
        Instant openedAt,
        Instant changedAt) {

    static Trade opened(TradingMessage.OfInformation message, Transitions transitions) {
        var data = message.data();
        return new Trade(
                data.tradingId(),
                message.envelope().source(),
                data.orderReference(),
                data.payment().method(),
                data.revision(),
                data.statuses(),
                null,
                1,
                CanonicalJson.digest(message.body()),
                transitions.closed(data.statuses()),
                lines(data),
                new Amounts(data.currency(), data.total(), BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO),
                null,
                message.envelope().time(),
                message.envelope().time());
    }

    /** Returns the trade with the contents of the amended order and otherwise unchanged. */
    Trade amended(TradingMessage.OfInformation message) {
        var data = message.data();
        return new Trade(
                tradingId,
                source,
                orderReference,
                data.payment().method(),
                data.revision(),
                statuses,
                heldFrom,
                message.envelope().sequence(),
                CanonicalJson.digest(message.body()),
                closed,
                lines(data),
                new Amounts(
                        data.currency(), data.total(), amounts.authorized(), amounts.captured(), amounts.refunded()),
                reason,
                openedAt,
                message.envelope().time());
    }

    Trade after(TradingMessage.OfProcessing message, Transitions transitions) {
        var data = message.data();
        var now = data.statuses();
        return new Trade(
                tradingId,
                source,
                orderReference,
                paymentMethod,
                revision,
                now,
                transitions.heldFrom(this, now.order()),
                message.envelope().sequence(),
                CanonicalJson.digest(message.body()),
                closed || transitions.closed(now),
                lines.stream()
                        .map(line -> line.with(quantities(data.lines(), line)))
                        .toList(),
                data.amounts(),
                data.reason(),
                openedAt,
                message.envelope().time());
    }

    private static List<TradeLine> lines(TradingInformation data) {
        return data.lines().stream()
                .map(Trade::opened)
                .sorted(Comparator.comparingInt(TradeLine::number))
                .toList();
    }

    private static TradeLine opened(TradingInformation.Line line) {
        return new TradeLine(
                line.number(),
                line.sku(),
                line.unitPrice(),
                new LineQuantities(line.number(), line.quantity(), 0, 0, 0, 0));
    }

    private static LineQuantities quantities(List<LineQuantities> now, TradeLine line) {
        return now.stream()
                .filter(candidate -> candidate.number() == line.number())
                .findFirst()
                .orElse(line.quantities());
    }
}

package org.coincide.engine.operations.trades;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coincide.engine.delivery.consignments.Consignment;
import org.coincide.engine.delivery.consignments.Consignments;
import org.coincide.engine.journal.messages.InvoiceReport;
import org.coincide.engine.payment.books.Invoices;
import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.books.Movements;
import org.coincide.engine.payment.books.UnansweredMovements;
import org.coincide.engine.returns.Returns;
import org.coincide.engine.returns.Returns.RequestedReturn;
import org.coincide.engine.trade.Money;
import org.coincide.engine.trade.Reason;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.TradeLine;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;

/** Reads what the server's own tables say of a trade: contents, quantities, consignments, money and returns. */
@Component
class TradeFacts {

    /**
     * The facts of a trade.
     *
     * @param cancellable whether a cancellation can begin, unless goods were handed over
     * @param contents the order as JSON of the contract
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Facts(
            String tradingId,
            String clientId,
            String orderReference,
            String order,
            String delivery,
            String payment,
            String heldFrom,
            Reason reason,
            boolean closed,
            boolean cancellable,
            long sequence,
            Instant acceptedAt,
            Instant changedAt,
            Sums sums,
            List<Line> lines,
            List<Parcel> consignments,
            List<MoneyMovement> movements,
            List<InvoiceReport> invoices,
            List<RequestedReturn> returns,

            @JsonRawValue String contents) {}

    /** Amounts of a trade, in its currency. */
    record Sums(String currency, String ordered, String due, String authorized, String captured, String refunded) {}

    /**
     * A line of the order and its progress, in pieces.
     *
     * @param name name of the product in the catalogue
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            int number,
            String sku,
            String name,
            int quantity,
            String unitPrice,
            int cancelled,
            int shipped,
            int delivered,
            int returned) {}

    /** A consignment and its pieces by line of the order. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Parcel(
            int number,
            String status,
            String carrier,
            String trackingNumber,
            LocalDate expectedOn,
            int handOvers,
            List<Pieces> lines) {}

    /** Pieces of a line of the order. */
    record Pieces(int number, int quantity) {}

    /**
     * A request to move money, and its outcome.
     *
     * @param unanswered whether it is a release or a refund without an answer, which an operator can settle
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MoneyMovement(
            String key,
            String kind,
            String part,
            String state,
            boolean unanswered,
            String amount,
            String currency,
            String providerReference,
            Instant requestedAt) {}

    private final Trades trades;
    private final Consignments consignments;
    private final Movements movements;
    private final Invoices invoices;
    private final Returns returns;
    private final DisplayNames names;

    TradeFacts(
            Trades trades,
            Consignments consignments,
            Movements movements,
            Invoices invoices,
            Returns returns,
            DisplayNames names) {
        this.trades = trades;
        this.consignments = consignments;
        this.movements = movements;
        this.invoices = invoices;
        this.returns = returns;
        this.names = names;
    }

    Optional<Facts> of(String tradingId) {
        return trades.find(tradingId).map(this::of);
    }

    private Facts of(Trade trade) {
        String tradingId = trade.tradingId();
        return new Facts(
                tradingId,
                trade.clientId(),
                trade.orderReference(),
                trade.statuses().order().name(),
                trade.statuses().delivery().name(),
                trade.statuses().payment().name(),
                trade.heldFrom() == null ? null : trade.heldFrom().name(),
                trade.reason(),
                trade.closed(),
                trade.isCancellable(),
                trade.sequence(),
                trade.acceptedAt(),
                trade.changedAt(),
                sums(trade),
                lines(trade),
                consignments.of(tradingId).stream().map(this::parcel).toList(),
                movements.of(tradingId).stream().map(TradeFacts::movement).toList(),
                invoices.reportsOf(tradingId),
                returns.of(tradingId),
                trade.contents());
    }

    private static Sums sums(Trade trade) {
        String currency = trade.currency();
        return new Sums(
                currency,
                text(trade.total(), currency),
                text(trade.due(), currency),
                text(trade.amounts().authorized(), currency),
                text(trade.amounts().captured(), currency),
                text(trade.amounts().refunded(), currency));
    }

    private List<Line> lines(Trade trade) {
        Map<String, String> products =
                names.products(trade.lines().stream().map(TradeLine::sku).toList());
        return trade.lines().stream()
                .map(line -> line(line, products.get(line.sku()), trade.currency()))
                .toList();
    }

    private static Line line(TradeLine line, String name, String currency) {
        return new Line(
                line.number(),
                line.sku(),
                name,
                line.quantity(),
                text(line.unitPrice(), currency),
                line.cancelled(),
                line.shipped(),
                line.delivered(),
                line.returned());
    }

    private Parcel parcel(Consignment consignment) {
        return new Parcel(
                consignment.number(),
                consignment.status().name(),
                consignment.carrier(),
                consignment.trackingNumber(),
                consignment.expectedOn(),
                consignment.handOvers(),
                consignments.piecesOf(consignment.tradingId(), consignment.number()).entrySet().stream()
                        .map(line -> new Pieces(line.getKey(), line.getValue()))
                        .toList());
    }

    private static MoneyMovement movement(Movement movement) {
        return new MoneyMovement(
                movement.idempotencyKey(),
                movement.kind().name(),
                movement.part(),
                movement.state().name(),
                UnansweredMovements.contains(movement),
                text(movement.amount(), movement.currency()),
                movement.currency(),
                movement.providerReference(),
                movement.requestedAt() == null ? null : movement.requestedAt().toInstant());
    }

    private static String text(BigDecimal amount, String currency) {
        return Money.text(amount, currency);
    }
}

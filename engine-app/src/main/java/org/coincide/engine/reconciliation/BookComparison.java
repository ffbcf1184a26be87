package org.coincide.engine.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.coincide.engine.delivery.consignments.Consignment;
import org.coincide.engine.delivery.consignments.Consignments;
import org.coincide.engine.journal.JournalHistory;
import org.coincide.engine.journal.messages.InvoiceReport;
import org.coincide.engine.payment.books.Invoices;
import org.coincide.engine.payment.books.Movements;
import org.coincide.engine.returns.Returns;
import org.coincide.engine.trade.Amounts;
import org.coincide.engine.trade.DeliveryFacts.LineProgress;
import org.coincide.engine.trade.Money;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.TradeLine;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;

/**
 * Compares restored trades with the books of payments, consignments and returns. The trade, its lines and its last message state what was
 * published before the restore; the books have what was booked before the backup.
 */
@Component
public class BookComparison {

    /** Moved money, in the currency of the trade. */
    public record MovedMoney(String authorized, String captured, String refunded) {}

    /** Progress of a line, in pieces. */
    public record MovedPieces(int shipped, int delivered, int returned) {}

    /** A line whose progress is stated and not booked. The stock counts the shipped pieces that are not booked as on hand. */
    public record LineDifference(int number, String sku, MovedPieces stated, MovedPieces booked) {}

    /**
     * A restored trade whose books lack what its messages state.
     *
     * @param stated the amounts of the messages; null if they are booked
     * @param booked the amounts of the books; null if they are those of the messages
     * @param parcels the parcels of the last message that no consignment has
     * @param invoices the invoices of the last message that the books lack, or have with another state or received amount
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DifferingTrade(
            String tradingId,
            String clientId,
            String orderReference,
            Instant restoredAt,
            boolean closed,
            String currency,
            MovedMoney stated,
            MovedMoney booked,
            List<LineDifference> lines,
            List<JsonNode> parcels,
            List<JsonNode> invoices) {

        boolean differs() {
            return stated != null || !lines.isEmpty() || !parcels.isEmpty() || !invoices.isEmpty();
        }
    }

    private final Trades trades;
    private final RestoredTrades restored;
    private final JournalHistory journal;
    private final Movements movements;
    private final Invoices invoices;
    private final Consignments consignments;
    private final Returns returns;
    private final ObjectMapper json;

    BookComparison(
            Trades trades,
            RestoredTrades restored,
            JournalHistory journal,
            Movements movements,
            Invoices invoices,
            Consignments consignments,
            Returns returns,
            ObjectMapper json) {
        this.trades = trades;
        this.restored = restored;
        this.journal = journal;
        this.movements = movements;
        this.invoices = invoices;
        this.consignments = consignments;
        this.returns = returns;
        this.json = json;
    }

    /** Returns the restored trades that differ from the books and that no operator has settled, oldest restore first. */
    public List<DifferingTrade> unsettled(int limit) {
        return restored.unsettled(limit).stream()
                .map(trade -> compare(trades.find(trade.tradingId()).orElseThrow(), trade.restoredAt()))
                .filter(DifferingTrade::differs)
                .toList();
    }

    /** Returns whether the books lack anything that the trade states. */
    boolean differs(String tradingId) {
        Trade trade = trades.find(tradingId).orElseThrow();
        return compare(trade, trade.changedAt()).differs();
    }

    /** Returns the number of a trade's consignments: those of the books, or those that its last message states if they are more. */
    public int consignments(String tradingId) {
        return Math.max(
                consignments.of(tradingId).size(),
                lastMessage(tradingId).path("shipments").size());
    }

    private DifferingTrade compare(Trade trade, Instant restoredAt) {
        MovedMoney stated = money(trade.amounts(), trade.currency());
        MovedMoney booked = money(movements.factsOf(trade.tradingId()).amounts(), trade.currency());
        boolean sameMoney = stated.equals(booked);
        JsonNode last = lastMessage(trade.tradingId());
        return new DifferingTrade(
                trade.tradingId(),
                trade.clientId(),
                trade.orderReference(),
                restoredAt,
                trade.closed(),
                trade.currency(),
                sameMoney ? null : stated,
                sameMoney ? null : booked,
                lines(trade),
                parcels(trade.tradingId(), last),
                invoices(trade.tradingId(), last));
    }

    private static MovedMoney money(Amounts amounts, String currency) {
        return new MovedMoney(
                Money.text(amounts.authorized(), currency),
                Money.text(amounts.captured(), currency),
                Money.text(amounts.refunded(), currency));
    }

    private List<LineDifference> lines(Trade trade) {
        Map<Integer, LineProgress> progress = consignments.factsOf(trade.tradingId()).lines().stream()
                .collect(Collectors.toMap(LineProgress::number, Function.identity()));
        Map<Integer, Integer> received = returns.received(trade.tradingId());
        List<LineDifference> differences = new ArrayList<>();
        for (TradeLine line : trade.lines()) {
            LineProgress now = progress.getOrDefault(line.number(), new LineProgress(line.number(), 0, 0, 0));
            MovedPieces stated = new MovedPieces(line.shipped(), line.delivered(), line.returned());
            MovedPieces booked =
                    new MovedPieces(now.shipped(), now.delivered(), received.getOrDefault(line.number(), 0));
            if (!stated.equals(booked)) {
                differences.add(new LineDifference(line.number(), line.sku(), stated, booked));
            }
        }
        return differences;
    }

    private List<JsonNode> parcels(String tradingId, JsonNode last) {
        Set<String> known = consignments.of(tradingId).stream()
                .map(Consignment::trackingNumber)
                .collect(Collectors.toSet());
        return elements(last.path("shipments"))
                .filter(parcel -> !known.contains(parcel.path("trackingNumber").asText()))
                .toList();
    }

    private List<JsonNode> invoices(String tradingId, JsonNode last) {
        if (last.path("invoices").isEmpty()) {
            return List.of();
        }
        Map<String, InvoiceReport> known = invoices.reportsOf(tradingId).stream()
                .collect(Collectors.toMap(InvoiceReport::reference, Function.identity()));
        return elements(last.path("invoices"))
                .filter(stated -> {
                    InvoiceReport booked = known.get(stated.path("reference").asText());
                    return booked == null
                            || !booked.status().equals(stated.path("status").asText())
                            || !booked.received().equals(stated.path("received").asText());
                })
                .toList();
    }

    private JsonNode lastMessage(String tradingId) {
        return journal.messages(tradingId).stream()
                .findFirst()
                .map(message -> read(message.body()).path("data"))
                .orElseThrow();
    }

    private JsonNode read(String body) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored message is not valid JSON", broken);
        }
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}

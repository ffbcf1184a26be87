package org.coincide.engine.acceptance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.coincide.engine.trade.TradeLine;

/**
 * The fields of a client's order (contract, {@code order.json}) that the server's decisions depend on. The complete order
 * is stored as the client wrote it.
 *
 * @param currency ISO 4217
 * @param requestedDelivery null if the client has no wish
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Order(
        String orderReference,
        String currency,
        List<Line> lines,
        ShipTo shipTo,
        Payment payment,
        LocalDate requestedDelivery) {

    /** @param unitPrice of one piece, in the order's currency */
    public record Line(String sku, int quantity, BigDecimal unitPrice) {}

    /** @param country ISO 3166-1 alpha-2 */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ShipTo(String country) {}

    /** @param method CARD or INVOICE */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Payment(String method) {}

    /** The lines of the trade, numbered from 1 in the order's sequence. */
    List<TradeLine> tradeLines() {
        return IntStream.range(0, lines.size())
                .mapToObj(index -> {
                    Line line = lines.get(index);
                    return TradeLine.ordered(index + 1, line.sku(), line.quantity(), line.unitPrice());
                })
                .toList();
    }

    int pieces() {
        return lines.stream().mapToInt(Line::quantity).sum();
    }

    BigDecimal total() {
        return lines.stream()
                .map(line -> line.unitPrice().multiply(BigDecimal.valueOf(line.quantity())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}

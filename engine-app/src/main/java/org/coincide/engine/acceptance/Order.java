package org.coincide.engine.acceptance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a user of the client wants (contract, {@code order.json}), as far as the server decides by it. The whole of it,
 * ship-to included, is kept as the client wrote it.
 *
 * @param currency ISO 4217
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Order(String orderReference, String currency, List<Line> lines, Payment payment) {

    /** @param unitPrice of one piece, in the order's currency */
    public record Line(String sku, int quantity, BigDecimal unitPrice) {}

    /** @param method CARD or INVOICE */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Payment(String method) {}

    BigDecimal total() {
        return lines.stream()
                .map(line -> line.unitPrice().multiply(BigDecimal.valueOf(line.quantity())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}

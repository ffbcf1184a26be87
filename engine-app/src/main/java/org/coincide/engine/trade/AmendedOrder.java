package org.coincide.engine.trade;

import java.math.BigDecimal;
import java.util.List;

/**
 * An order that its client has amended.
 *
 * @param contents the order as JSON of the contract's {@code order.json}
 */
public record AmendedOrder(String orderDigest, String orderSignature, String contents, List<TradeLine> lines) {

    BigDecimal total() {
        return lines.stream().map(TradeLine::value).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}

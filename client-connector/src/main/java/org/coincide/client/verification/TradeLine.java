package org.coincide.client.verification;

import java.math.BigDecimal;
import org.coincide.client.contract.LineQuantities;

/** One line of a trade: product, price and current quantities. */
public record TradeLine(int number, String sku, BigDecimal unitPrice, LineQuantities quantities) {

    TradeLine with(LineQuantities now) {
        return new TradeLine(number, sku, unitPrice, now);
    }
}

package org.coincide.engine.trade;

import java.math.BigDecimal;

/**
 * One line of a trade and how far it has come, in pieces.
 *
 * @param number from 1, in the order's own sequence
 * @param unitPrice of one piece, in the trade's currency
 */
public record TradeLine(
        int number,
        String sku,
        int quantity,
        BigDecimal unitPrice,
        int cancelled,
        int shipped,
        int delivered,
        int returned) {

    public static TradeLine ordered(int number, String sku, int quantity, BigDecimal unitPrice) {
        return new TradeLine(number, sku, quantity, unitPrice, 0, 0, 0, 0);
    }

    /** What is in no consignment any more is cancelled. */
    TradeLine progressed(LineProgress now) {
        return new TradeLine(
                number, sku, quantity, unitPrice, quantity - now.planned(), now.shipped(), now.delivered(), returned);
    }

    TradeLine cameBack(int pieces) {
        return new TradeLine(number, sku, quantity, unitPrice, cancelled, shipped, delivered, pieces);
    }

    TradeLine restCancelled() {
        return new TradeLine(number, sku, quantity, unitPrice, quantity - shipped, shipped, delivered, returned);
    }

    BigDecimal value() {
        return unitPrice.multiply(BigDecimal.valueOf(quantity));
    }

    BigDecimal cancelledValue() {
        return unitPrice.multiply(BigDecimal.valueOf(cancelled));
    }

    boolean quantitiesNest() {
        return 0 <= returned && returned <= delivered && delivered <= shipped && shipped <= quantity - cancelled;
    }
}

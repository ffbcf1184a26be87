package org.coincide.engine.trade;

import java.math.BigDecimal;
import org.coincide.engine.trade.DeliveryFacts.LineProgress;

/**
 * A line of a trade and its progress, in pieces.
 *
 * @param number number from 1, in the order's sequence
 * @param unitPrice price of one piece, in the trade's currency
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

    /** Applies the progress. Pieces that are in no consignment any more are cancelled. */
    TradeLine withProgress(LineProgress now) {
        return new TradeLine(
                number, sku, quantity, unitPrice, quantity - now.planned(), now.shipped(), now.delivered(), returned);
    }

    TradeLine withReturned(int pieces) {
        return new TradeLine(number, sku, quantity, unitPrice, cancelled, shipped, delivered, pieces);
    }

    TradeLine withRestCancelled() {
        return new TradeLine(number, sku, quantity, unitPrice, quantity - shipped, shipped, delivered, returned);
    }

    BigDecimal value() {
        return unitPrice.multiply(BigDecimal.valueOf(quantity));
    }

    BigDecimal cancelledValue() {
        return unitPrice.multiply(BigDecimal.valueOf(cancelled));
    }

    /** Returns whether pieces have not arrived that were not cancelled either. */
    boolean isUnderway() {
        return delivered < quantity - cancelled;
    }

    boolean quantitiesNest() {
        return 0 <= returned && returned <= delivered && delivered <= shipped && shipped <= quantity - cancelled;
    }
}

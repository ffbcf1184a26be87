package org.coincide.client.contract;

import java.math.BigDecimal;
import java.util.List;

/**
 * Data of trading information: the trading identifier, and the order's contents as the server accepted them.
 *
 * @param orderSignature the signature of the order's canonical JSON, as the client sent it; null for none
 * @param previousDigest digest of the body of the trade's preceding message; null for the first one
 */
public record TradingInformation(
        String tradingId,
        String clientId,
        String orderReference,
        int revision,
        String orderDigest,
        String orderSignature,
        String currency,
        List<Line> lines,
        Payment payment,
        BigDecimal total,
        Statuses statuses,
        String previousDigest) {

    /** One line of the order, numbered by the server. */
    public record Line(int number, String sku, int quantity, BigDecimal unitPrice) {}

    /** The payment method. The card itself is known only to the user and the payment provider. */
    public record Payment(String method) {}
}

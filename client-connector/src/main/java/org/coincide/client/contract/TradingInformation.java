package org.coincide.client.contract;

import java.math.BigDecimal;
import java.util.List;

/** Trading information: the trading identifier, and the order's contents as the server took them. */
public record TradingInformation(
        String tradingId,
        String clientId,
        String orderReference,
        int revision,
        String orderDigest,
        String currency,
        List<Line> lines,
        Payment payment,
        BigDecimal total,
        Statuses statuses) {

    /** One line of the order, numbered by the server. */
    public record Line(int number, String sku, int quantity, BigDecimal unitPrice) {}

    /** How the order is to be paid; which card stays between client and provider. */
    public record Payment(String method) {}
}

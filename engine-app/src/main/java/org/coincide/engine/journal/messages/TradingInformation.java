package org.coincide.engine.journal.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/** Trading information (contract, {@code information.json}): the trading identifier and the order's contents. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TradingInformation(
        String tradingId,
        String clientId,
        String orderReference,
        Instant acceptedAt,
        int revision,
        String orderDigest,
        String orderSignature,
        String currency,
        List<Line> lines,
        JsonNode shipTo,
        JsonNode payment,
        JsonNode requestedDelivery,
        String total,
        StatusTriple statuses,
        @JsonInclude(JsonInclude.Include.ALWAYS) String previousDigest) {

    public record Line(int number, String sku, int quantity, String unitPrice) {}
}

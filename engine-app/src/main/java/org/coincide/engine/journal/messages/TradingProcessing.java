package org.coincide.engine.journal.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Trading processing information (contract, {@code processing.json}): the complete trade after a status change. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TradingProcessing(
        String tradingId,
        String order,
        String delivery,
        String payment,
        StatusTriple previous,
        List<String> changed,
        ReasonGiven reason,
        List<Line> lines,
        Amounts amounts,
        List<ShipmentReport> shipments,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<InvoiceReport> invoices,
        ActionReport action,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Instant> due,
        Actor actor,
        Process process,
        @JsonInclude(JsonInclude.Include.ALWAYS) String previousDigest) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ReasonGiven(String code, String text) {}

    public record Line(int number, int ordered, int cancelled, int shipped, int delivered, int returned) {}

    public record Amounts(String currency, String ordered, String authorized, String captured, String refunded) {}

    public record Actor(String kind, String name) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Process(String definition, int version, String versionTag) {}
}

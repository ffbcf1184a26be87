package org.coincide.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A trade of the API as lines of text. */
final class TradeText {

    private TradeText() {}

    /** Identifier, order number, the three statuses, and the ordered amount. */
    static String summary(JsonNode trade) {
        return "%s %s %s %s %s %s"
                .formatted(
                        text(trade, "tradingId"),
                        text(trade, "orderReference"),
                        text(trade, "order"),
                        text(trade, "delivery"),
                        text(trade, "payment"),
                        money(trade.at("/amounts/ordered"), trade));
    }

    static Stream<String> details(JsonNode trade) {
        return Stream.of(
                        Stream.of(summary(trade), reason(trade)).filter(Objects::nonNull),
                        trade.path("due").propertyStream().map(due -> "  %s due %s"
                                .formatted(due.getKey(), due.getValue().asText())),
                        Output.elements(trade.path("lines")).map(line -> line(line, trade)),
                        Output.elements(trade.path("shipments")).map(TradeText::parcel),
                        Output.elements(trade.path("invoices")).map(invoice -> invoice(invoice, trade)))
                .flatMap(lines -> lines);
    }

    private static String reason(JsonNode trade) {
        var reason = trade.path("reason");
        return reason.isMissingNode() || reason.isNull()
                ? null
                : Stream.of(text(reason, "code"), reason.path("text").asText(""))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(": ", "  reason ", ""));
    }

    private static String line(JsonNode line, JsonNode trade) {
        return "  line %s %s at %s: "
                        .formatted(text(line, "number"), text(line, "sku"), money(line.path("unitPrice"), trade))
                + Stream.of("ordered", "shipped", "delivered", "cancelled", "returned")
                        .map(name -> name + " " + text(line, name))
                        .collect(Collectors.joining(", "));
    }

    private static String parcel(JsonNode parcel) {
        var contents = Output.elements(parcel.path("contents"))
                .map(part -> "%s of line %s".formatted(text(part, "quantity"), text(part, "number")))
                .toList();
        return "  parcel %s %s: %s"
                        .formatted(text(parcel, "carrier"), text(parcel, "trackingNumber"), text(parcel, "status"))
                + contained(contents);
    }

    private static String contained(List<String> contents) {
        return contents.isEmpty() ? "" : ", with " + String.join(", ", contents);
    }

    private static String invoice(JsonNode invoice, JsonNode trade) {
        return "  invoice %s: %s, received %s, due %s, %s"
                .formatted(
                        text(invoice, "reference"),
                        money(invoice.path("amount"), trade),
                        money(invoice.path("received"), trade),
                        text(invoice, "due"),
                        text(invoice, "status"));
    }

    private static String money(JsonNode amount, JsonNode trade) {
        return amount.asText() + " " + trade.at("/amounts/currency").asText();
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText();
    }
}

package org.coincide.client.journey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Bodies that are no order of the contract. Client and server refuse each with the same status and reason. */
enum InvalidOrder {
    NOT_JSON("application/json", () -> "one packet of tea, please", 400, ""),
    TRAILING_JSON("application/json", () -> OrderKind.ORDINARY.order() + "{}", 400, ""),
    DUPLICATE_KEY(
            "application/json",
            () -> OrderKind.ORDINARY
                    .order()
                    .toString()
                    .replace("\"currency\":\"EUR\"", "\"currency\":\"EUR\",\"currency\":\"USD\""),
            400,
            "currency"),
    QUANTITY_OF_ZERO("application/json", () -> withLine(line -> line.put("quantity", 0)), 400, "/lines/0/quantity"),
    UNKNOWN_PROPERTY(
            "application/json",
            () -> OrderKind.ORDINARY.order().put("status", "PAID").toString(),
            400,
            "status"),
    TWO_MEGABYTES("application/json", () -> OrderKind.ORDINARY.order() + " ".repeat(2 * 1024 * 1024), 413, ""),
    TEXT_CONTENT_TYPE("text/plain", () -> OrderKind.ORDINARY.order().toString(), 415, "");

    private final String contentType;
    private final Supplier<String> body;
    private final int status;
    private final String reason;

    InvalidOrder(String contentType, Supplier<String> body, int status, String reason) {
        this.contentType = contentType;
        this.body = body;
        this.status = status;
        this.reason = reason;
    }

    String contentType() {
        return contentType;
    }

    String body() {
        return body.get();
    }

    int status() {
        return status;
    }

    String reason() {
        return reason;
    }

    /** An ordinary order with a change in its first line. */
    static String withLine(Consumer<ObjectNode> change) {
        var order = OrderKind.ORDINARY.order();
        change.accept((ObjectNode) order.at("/lines/0"));
        return order.toString();
    }
}

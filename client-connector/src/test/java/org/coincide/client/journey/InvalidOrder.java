package org.coincide.client.journey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What somebody might send instead of an order.
 *
 * @param says what the refusal says, at either door
 */
enum InvalidOrder {
    NO_JSON("application/json", () -> "one packet of tea, please", 400, ""),
    TRAILING_JSON("application/json", () -> OrderKind.ORDINARY.order() + "{}", 400, ""),
    DUPLICATE_KEY(
            "application/json",
            () -> OrderKind.ORDINARY
                    .order()
                    .toString()
                    .replace("\"currency\":\"EUR\"", "\"currency\":\"EUR\",\"currency\":\"USD\""),
            400,
            "currency"),
    QUANTITY_OF_ZERO("application/json", () -> ordered(line -> line.put("quantity", 0)), 400, "/lines/0/quantity"),
    A_STATUS_OF_ITS_OWN(
            "application/json",
            () -> OrderKind.ORDINARY.order().put("status", "PAID").toString(),
            400,
            "status"),
    TWO_MEGABYTES("application/json", () -> OrderKind.ORDINARY.order() + " ".repeat(2 * 1024 * 1024), 413, ""),
    NOT_JSON_BY_ITS_TYPE("text/plain", () -> OrderKind.ORDINARY.order().toString(), 415, "");

    private final String contentType;
    private final Supplier<String> body;
    private final int status;
    private final String says;

    InvalidOrder(String contentType, Supplier<String> body, int status, String says) {
        this.contentType = contentType;
        this.body = body;
        this.status = status;
        this.says = says;
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

    String says() {
        return says;
    }

    /** An ordinary order with its first line changed. */
    static String ordered(Consumer<ObjectNode> change) {
        var order = OrderKind.ORDINARY.order();
        change.accept((ObjectNode) order.at("/lines/0"));
        return order.toString();
    }
}

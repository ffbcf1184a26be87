package org.coincide.client.ordering;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;
import org.coincide.client.contract.Json;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** REST resource of earlier orders' contents, for the form of a new order. Cards' tokens are left out. */
@RestController
class OrderContentsResource {

    private static final int SEARCHED_ORDERS = 500;
    private static final int LONGEST_LIST = 20;

    private final PlacedOrders orders;

    OrderContentsResource(PlacedOrders orders) {
        this.orders = orders;
    }

    /** Returns the contents of an order. The reference is a parameter, since it can contain slashes. */
    @GetMapping(path = "/api/order-contents", produces = MediaType.APPLICATION_JSON_VALUE)
    JsonNode contents(@RequestParam String orderReference) {
        return orders.event(orderReference)
                .map(OrderContentsResource::withoutToken)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND,
                        "This client has not placed an order " + orderReference + ". Check the orderReference."));
    }

    /** Returns the different addresses of the newest orders, the latest used first. */
    @GetMapping(path = "/api/addresses", produces = MediaType.APPLICATION_JSON_VALUE)
    List<JsonNode> addresses() {
        return orders.newestEvents(SEARCHED_ORDERS).stream()
                .map(event -> order(event).path("shipTo"))
                .filter(JsonNode::isObject)
                .distinct()
                .limit(LONGEST_LIST)
                .toList();
    }

    private static JsonNode withoutToken(String event) {
        var order = order(event);
        if (order.path("payment") instanceof ObjectNode payment) {
            payment.remove("token");
        }
        return order;
    }

    private static JsonNode order(String event) {
        try {
            return Json.STRICT.readTree(event).path("data");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("The column placed_order.event_body contains invalid JSON", e);
        }
    }
}

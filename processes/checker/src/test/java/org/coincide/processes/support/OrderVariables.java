package org.coincide.processes.support;

import java.util.HashMap;
import java.util.Map;

/** The variables that the server starts an order's process with. */
public final class OrderVariables {

    private OrderVariables() {}

    /** The variables of an order by card that is accepted, with one of them changed. */
    public static Map<String, Object> facts(String name, Object value) {
        var facts = new HashMap<String, Object>(Map.of(
                "orderAccepted",
                false,
                "limitPercent",
                40,
                "paymentMethod",
                "CARD",
                "shipToCountry",
                "GB",
                "firstOrder",
                false,
                "pieces",
                3));
        facts.putAll(Map.of("clientId", "acme", "total", 37.5, "currency", "EUR", "articles", ",TEA-EARL-GREY-100,"));
        facts.put(name, value);
        return facts;
    }
}

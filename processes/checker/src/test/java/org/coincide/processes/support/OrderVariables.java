package org.coincide.processes.support;

import java.util.HashMap;
import java.util.Map;

/** What the server tells the order's process of an order. */
public final class OrderVariables {

    private OrderVariables() {}

    /** An order by card that is accepted at once, but for one thing. */
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
        facts.put(name, value);
        return facts;
    }
}

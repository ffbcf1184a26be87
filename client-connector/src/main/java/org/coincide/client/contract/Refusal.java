package org.coincide.client.contract;

import java.util.List;

/** What the server did not take, and why. */
public record Refusal(String refused, String orderReference, String tradingId, String messageId, List<Reason> reasons) {

    /** Whether it is an order that was refused, and one whose reference the server could read. */
    public boolean ofOrder() {
        return "ORDER".equals(refused) && orderReference != null;
    }
}

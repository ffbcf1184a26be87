package org.coincide.client.contract;

import java.util.List;
import java.util.Set;

/** What the server did not take, and why. */
public record RefusalReport(
        String refused,
        String orderReference,
        String tradingId,
        String messageId,
        String requestId,
        List<Reason> reasons) {

    private static final Set<String> REQUESTS = Set.of("CANCELLATION", "RETURN", "AMENDMENT");

    /** Whether it is an order that was refused, and one whose reference the server could read. */
    public boolean ofOrder() {
        return "ORDER".equals(refused) && orderReference != null;
    }

    /** Whether it is a request about a trade that was refused. */
    public boolean ofRequest() {
        return REQUESTS.contains(refused) && tradingId != null;
    }
}

package org.coincide.client.contract;

import java.util.List;
import java.util.Set;

/** Data of a refusal: the refused order, request or message, and the reasons. */
public record RefusalReport(
        String refused,
        String orderReference,
        String tradingId,
        String messageId,
        String requestId,
        List<Reason> reasons) {

    private static final Set<String> REQUESTS = Set.of("CANCELLATION", "RETURN", "AMENDMENT");

    /** Returns true if an order was refused whose reference the server could read. */
    public boolean isForOrder() {
        return "ORDER".equals(refused) && orderReference != null;
    }

    /** Returns true if a request about a trade was refused. */
    public boolean isForRequest() {
        return REQUESTS.contains(refused) && tradingId != null;
    }

    /** The reasons as a JSON array. */
    public String reasonsAsJson() {
        return Json.STRICT.valueToTree(reasons).toString();
    }
}

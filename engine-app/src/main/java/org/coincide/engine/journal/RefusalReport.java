package org.coincide.engine.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A refusal of an order, request or message, with its reasons (contract, {@code refusal.json}).
 *
 * @param orderReference null if it could not be read
 * @param tradingId null if the refusal is not about a trade
 * @param messageId JMS message id of the refused message; null for a refusal by HTTP
 * @param requestId CloudEvents id of the refused request; null if it could not be read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RefusalReport(
        Kind refused,
        String orderReference,
        String tradingId,
        String messageId,
        String requestId,
        List<RefusalReason> reasons) {

    /** The kind of the refused request. */
    public enum Kind {
        ORDER,
        CANCELLATION,
        RETURN,
        AMENDMENT,
        MESSAGE
    }

    /**
     * A reason of a refusal.
     *
     * @param pointer JSON Pointer (RFC 6901) into the data of the refused message; may be null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RefusalReason(String code, String text, String pointer) {}
}

package org.coincide.engine.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What the server did not take, and why (contract, {@code refusal.json}).
 *
 * @param orderReference null where it could not be read
 * @param tradingId null where the refusal is of no trade
 * @param messageId the JMS message id of what was refused; null where it has none
 * @param requestId the CloudEvents id of the request that was refused; null where it could not be read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RefusalReport(
        Kind refused,
        String orderReference,
        String tradingId,
        String messageId,
        String requestId,
        List<Because> reasons) {

    /** What kind of request was refused. */
    public enum Kind {
        ORDER,
        CANCELLATION,
        RETURN,
        AMENDMENT,
        MESSAGE
    }

    /**
     * One reason.
     *
     * @param pointer RFC 6901, into the data of the refused message; may be null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Because(String code, String text, String pointer) {}
}

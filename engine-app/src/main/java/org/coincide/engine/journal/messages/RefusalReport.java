package org.coincide.engine.journal.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.coincide.engine.json.StorableText;

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

    /** Maximum length of a text in the contract, in code points. */
    private static final int MAX_TEXT = 1000;

    /** Maximum number of reasons in the contract. */
    private static final int MAX_REASONS = 100;

    /** Keeps the first reasons if a message has very many. */
    public RefusalReport {
        reasons = reasons.subList(0, Math.min(reasons.size(), MAX_REASONS));
    }

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
    public record RefusalReason(String code, String text, String pointer) {

        /** Shortens text and pointer, which can quote the refused message, to the contract's limits. */
        public RefusalReason {
            text = StorableText.shortened(text, MAX_TEXT);
            pointer = StorableText.shortened(pointer, MAX_TEXT);
        }
    }
}

package org.coincide.engine.payment.books;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import org.coincide.engine.trade.Trade;

/**
 * One request to move money and what came of it.
 *
 * @param part what it is for: a consignment's number, a return's, a bank's own number; null for an authorization
 * @param sourceKey the movement that it draws on: a capture on its authorization, a refund on its capture; else null
 * @param amount in {@code currency}
 * @param providerReference null until it is done
 * @param requestedAt null until it is stored
 */
public record Movement(
        String idempotencyKey,
        String tradingId,
        Kind kind,
        String part,
        String sourceKey,
        State state,
        BigDecimal amount,
        String currency,
        String providerReference,
        OffsetDateTime requestedAt) {

    /** The source of what came by the bank. */
    static final String NO_SOURCE = "";

    public enum Kind {
        AUTHORIZE,
        CAPTURE,
        VOID,
        INVOICE,
        REFUND
    }

    public enum State {
        /** Asked for, or about to be. */
        REQUESTED,
        /** Asked for, and no answer came: it may have been done. */
        UNKNOWN,
        /** Of an authorization: the card's holder has to confirm it, and has not done so as far as we know. */
        UNCONFIRMED,
        DONE,
        DECLINED,
        /** Of an authorization: it was too old when it was wanted. Of a capture: its authorization was. */
        EXPIRED;

        public boolean isOpen() {
            return this == REQUESTED || this == UNKNOWN || this == UNCONFIRMED;
        }
    }

    /** @param number from 1; each later one stands in for one that expired */
    public static Movement authorization(Trade trade, int number, BigDecimal amount) {
        return requested(trade, Kind.AUTHORIZE, "/authorize" + beyondFirst(number), null, null, amount);
    }

    /** Of one consignment; on a later authorization it is another request, for the provider has refused the first for good. */
    public static Movement capture(Trade trade, int consignment, BigDecimal amount, Movement authorization) {
        String rest = authorization.idempotencyKey().substring((trade.tradingId() + "/authorize").length());
        return requested(
                trade,
                Kind.CAPTURE,
                "/capture/" + consignment + rest,
                String.valueOf(consignment),
                authorization.idempotencyKey(),
                amount);
    }

    /** What the bank received for an invoice. */
    public static Movement received(Trade trade, String part, String transactionId, BigDecimal amount) {
        return requested(trade, Kind.CAPTURE, "/bank/" + transactionId, part, null, amount);
    }

    public static Movement invoice(Trade trade, int consignment, BigDecimal amount) {
        return requested(trade, Kind.INVOICE, "/invoice/" + consignment, String.valueOf(consignment), null, amount);
    }

    /** Letting go of an authorization. */
    static Movement closing(Movement authorization) {
        return new Movement(
                authorization.idempotencyKey() + "/void",
                authorization.tradingId(),
                Kind.VOID,
                null,
                authorization.idempotencyKey(),
                State.REQUESTED,
                authorization.amount(),
                authorization.currency(),
                null,
                null);
    }

    /** @param purpose a consignment's number, a return's, or that the whole trade is undone */
    static Movement refund(Trade trade, String purpose, int number, BigDecimal amount, Movement capture) {
        return requested(
                trade,
                Kind.REFUND,
                "/refund/" + purpose + beyondFirst(number),
                purpose,
                capture.idempotencyKey(),
                amount);
    }

    private static Movement requested(
            Trade trade, Kind kind, String key, String part, String sourceKey, BigDecimal amount) {
        return new Movement(
                trade.tradingId() + key,
                trade.tradingId(),
                kind,
                part,
                sourceKey,
                State.REQUESTED,
                amount,
                trade.currency(),
                null,
                null);
    }

    private static String beyondFirst(int number) {
        return number == 1 ? "" : "/" + number;
    }

    String source() {
        return sourceKey == null ? NO_SOURCE : sourceKey;
    }

    public boolean is(Kind wanted, State... states) {
        return kind == wanted && List.of(states).contains(state);
    }
}

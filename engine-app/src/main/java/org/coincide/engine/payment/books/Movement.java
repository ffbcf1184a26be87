package org.coincide.engine.payment.books;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.coincide.engine.trade.Trade;

/**
 * Request to move money, and its outcome.
 *
 * @param part purpose: the number of a consignment or of a return, or the bank's own number; null for an authorization
 * @param sourceKey the authorization of a capture, the capture of a refund; else null
 * @param amount in {@code currency}
 * @param last of a capture: whether no other capture of its authorization follows
 * @param providerReference the provider's identifier; null until a response has named one
 * @param requestedAt null until the movement is stored
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
        boolean last,
        String providerReference,
        OffsetDateTime requestedAt) {

    /** The source of captures by bank transfer. */
    static final String NO_SOURCE = "";

    private static final String AUTHORIZE = "/authorize";
    private static final String INVOICE = "/invoice/";
    private static final String BANK = "/bank/";

    public enum Kind {
        AUTHORIZE,
        CAPTURE,
        VOID,
        INVOICE,
        REFUND
    }

    public enum State {
        /** Requested, or about to be requested. */
        REQUESTED,
        /** Requested without a response: the outcome is unknown. */
        UNKNOWN,
        /** Of an authorization: the card's holder has not confirmed it yet. */
        UNCONFIRMED,
        DONE,
        /** Of a refund: accepted, but not complete. The client has been told of the refund. */
        PENDING,
        /** Of a refund: failed after it was accepted. The client has been told of the refund: accounting pays it another way. */
        OWED,
        DECLINED,
        /** Of an authorization: it expired before the capture. Of a capture: its authorization had expired. */
        EXPIRED,
        /** Of an authorization at a provider that captures once: captured, and the rest released. */
        USED;

        public boolean isOpen() {
            return this == REQUESTED || this == UNKNOWN || this == UNCONFIRMED;
        }

        /** Returns whether the amount counts as moved. */
        boolean isEffective() {
            return this == DONE || this == PENDING || this == OWED;
        }
    }

    /** @param number from 1; each later authorization replaces one that expired or is used up */
    public static Movement authorization(Trade trade, int number, BigDecimal amount) {
        return requested(trade, Kind.AUTHORIZE, AUTHORIZE + numberSuffix(number), null, null, amount);
    }

    /** The capture for a consignment. On a later authorization it has another key: the first request was refused for good. */
    public static Movement capture(
            Trade trade, int consignment, BigDecimal amount, Movement authorization, boolean last) {
        return new Movement(
                trade.tradingId() + "/capture/" + consignment + numberSuffix(authorization.number()),
                trade.tradingId(),
                Kind.CAPTURE,
                String.valueOf(consignment),
                authorization.idempotencyKey(),
                State.REQUESTED,
                amount,
                trade.currency(),
                last,
                null,
                null);
    }

    /** A transfer that the bank received for an invoice. */
    public static Movement received(Trade trade, String part, String transactionId, BigDecimal amount) {
        String key = trade.tradingId() + BANK + transactionId;
        return new Movement(
                key,
                trade.tradingId(),
                Kind.CAPTURE,
                part,
                null,
                State.DONE,
                amount,
                trade.currency(),
                false,
                key,
                null);
    }

    public static Movement invoice(Trade trade, int consignment, BigDecimal amount) {
        return requested(trade, Kind.INVOICE, INVOICE + consignment, String.valueOf(consignment), null, amount);
    }

    /** The release of an authorization. */
    static Movement release(Movement authorization) {
        return new Movement(
                releaseKey(authorization.idempotencyKey()),
                authorization.tradingId(),
                Kind.VOID,
                null,
                authorization.idempotencyKey(),
                State.REQUESTED,
                authorization.amount(),
                authorization.currency(),
                false,
                null,
                null);
    }

    /**
     * The refund of a part of a purpose's amount. The number of a return can contain slashes, but no number sign.
     *
     * @param purpose number of a consignment or of a return, or {@link Refunds#WHOLE}
     * @param number of the part, from 1
     */
    public static Movement refund(Trade trade, String purpose, int number, BigDecimal amount, Movement capture) {
        return requested(
                trade,
                Kind.REFUND,
                "/refund/" + purpose + (number == 1 ? "" : "#" + number),
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
                false,
                null,
                null);
    }

    private static String numberSuffix(int number) {
        return number == 1 ? "" : "/" + number;
    }

    static String invoiceKey(String tradingId, int consignment) {
        return tradingId + INVOICE + consignment;
    }

    static String releaseKey(String authorizationKey) {
        return authorizationKey + "/void";
    }

    /** The movement with the provider's identifier. */
    public Movement withReference(String reference) {
        return new Movement(
                idempotencyKey,
                tradingId,
                kind,
                part,
                sourceKey,
                state,
                amount,
                currency,
                last,
                reference,
                requestedAt);
    }

    /** Of an authorization: its number within the trade, from 1. */
    public int number() {
        String rest = idempotencyKey.substring((tradingId + AUTHORIZE).length());
        return rest.isEmpty() ? 1 : Integer.parseInt(rest.substring(1));
    }

    /** The bank's identifier of a transfer; empty for a card payment. */
    public Optional<String> transactionId() {
        String prefix = tradingId + BANK;
        return idempotencyKey.startsWith(prefix)
                ? Optional.of(idempotencyKey.substring(prefix.length()))
                : Optional.empty();
    }

    String source() {
        return sourceKey == null ? NO_SOURCE : sourceKey;
    }

    public boolean is(Kind wanted, State... states) {
        return kind == wanted && List.of(states).contains(state);
    }
}

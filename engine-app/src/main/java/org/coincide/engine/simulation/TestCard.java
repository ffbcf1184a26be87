package org.coincide.engine.simulation;

import java.util.function.BooleanSupplier;

/** Behaviour of the simulated provider, selected by the card's token. */
enum TestCard {
    /** Any token that is none of the others. */
    APPROVES(""),
    DECLINES("tok_declined"),
    /** Authorizes, and loses the first response. */
    TIMES_OUT_AFTER_EFFECT("tok_timeout"),
    /** Authorizes, and loses every response: only a look-up finds the authorization. */
    NEVER_RESPONDS("tok_unknown"),
    /** Captures, and loses the first response. */
    CAPTURE_TIMES_OUT_AFTER_EFFECT("tok_capture_timeout"),
    /** The first authorization of a trade expires before its capture; the next ones last. */
    EXPIRES("tok_expired"),
    /** As before, and then the card is declined. */
    EXPIRES_AND_DECLINES("tok_expired_declined"),
    /** The holder has to confirm each authorization, and does. */
    CONFIRMS("tok_confirm"),
    /** As before, and the provider's report is lost: only a look-up finds the confirmation. */
    CONFIRMS_UNREPORTED("tok_confirm_unreported"),
    /** The holder has to confirm, and refuses. */
    REFUSES("tok_confirm_refused"),
    /** The holder has to confirm, and does nothing. */
    NEVER_CONFIRMS("tok_confirm_never"),
    /** The first authorization of a trade expires before its capture; the next ones have to be confirmed. */
    EXPIRES_AND_CONFIRMS("tok_expired_confirm"),
    /** The first authorization of a trade is approved; the next ones are declined. */
    APPROVES_ONCE("tok_once"),
    /** Each operation fails twice without effect, and then works. */
    FAILS_TWICE("tok_flaky"),
    /** Each refund fails twice without effect, and then works. */
    REFUND_FAILS("tok_refund_fails"),
    /** Each refund is pending for a while, and then complete. */
    REFUND_PENDING("tok_refund_pending"),
    /** As before, and the provider's report is lost: only a look-up finds that the refund is complete. */
    REFUND_UNREPORTED("tok_refund_unreported"),
    /** Each refund is pending for a while, and then fails. */
    REFUND_RETURNED("tok_refund_returned"),
    /** The holder disputes each payment. */
    DISPUTES("tok_disputed"),
    /** Every operation fails. */
    NEVER_ANSWERS("tok_unavailable");

    /** Action of a card's holder who is asked to confirm. */
    enum HolderAction {
        CONFIRMED,
        REFUSED
    }

    private static final int FAILURES = 2;

    private final String token;

    TestCard(String token) {
        this.token = token;
    }

    static TestCard of(String token) {
        for (TestCard card : values()) {
            if (card != APPROVES && card.token.equals(token)) {
                return card;
            }
        }
        return APPROVES;
    }

    /** Returns whether the provider fails this attempt without effect. */
    boolean fails(String operation, int attempt) {
        return this == NEVER_ANSWERS
                || this == FAILS_TWICE && attempt <= FAILURES
                || this == REFUND_FAILS && operation.equals(SimulatedCall.REFUND) && attempt <= FAILURES;
    }

    /** Returns whether the response to a completed operation gets lost. */
    boolean losesAnswer(String operation, int attempt) {
        return this == NEVER_RESPONDS && operation.equals(SimulatedCall.AUTHORIZE)
                || this == TIMES_OUT_AFTER_EFFECT && operation.equals(SimulatedCall.AUTHORIZE) && attempt == 1
                || this == CAPTURE_TIMES_OUT_AFTER_EFFECT && operation.equals(SimulatedCall.CAPTURE) && attempt == 1;
    }

    /**
     * State of a new authorization.
     *
     * @param firstOfTrade whether it is the first of its trade; most cards do not ask
     */
    String initialState(BooleanSupplier firstOfTrade) {
        return switch (this) {
            case DECLINES -> SimulatedCall.DECLINED;
            case EXPIRES -> firstOfTrade.getAsBoolean() ? SimulatedCall.EXPIRED : SimulatedAuthorization.OPEN;
            case EXPIRES_AND_DECLINES -> firstOfTrade.getAsBoolean() ? SimulatedCall.EXPIRED : SimulatedCall.DECLINED;
            case EXPIRES_AND_CONFIRMS ->
                firstOfTrade.getAsBoolean() ? SimulatedCall.EXPIRED : SimulatedCall.UNCONFIRMED;
            case APPROVES_ONCE -> firstOfTrade.getAsBoolean() ? SimulatedAuthorization.OPEN : SimulatedCall.DECLINED;
            case CONFIRMS, CONFIRMS_UNREPORTED, REFUSES, NEVER_CONFIRMS -> SimulatedCall.UNCONFIRMED;
            default -> SimulatedAuthorization.OPEN;
        };
    }

    /** Action of the holder who is asked to confirm; null if the holder does nothing. */
    HolderAction holderAction() {
        return switch (this) {
            case NEVER_CONFIRMS -> null;
            case REFUSES -> HolderAction.REFUSED;
            default -> HolderAction.CONFIRMED;
        };
    }

    /** Returns whether the provider's report gets lost, about the holder's action or about a pending refund. */
    boolean losesReport() {
        return this == CONFIRMS_UNREPORTED || this == REFUND_UNREPORTED;
    }

    boolean refundsLater() {
        return this == REFUND_PENDING || this == REFUND_UNREPORTED || this == REFUND_RETURNED;
    }

    /** Final answer to a pending refund. */
    String refundAnswer() {
        return this == REFUND_RETURNED ? SimulatedCall.RETURNED : SimulatedCall.APPROVED;
    }
}

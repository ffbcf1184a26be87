package org.coincide.engine.simulation;

import org.coincide.engine.payment.cards.ConfirmationEvent;

/** How the simulated provider behaves; a card's token says which. */
enum TestCard {
    /** Any token that is none of the others. */
    APPROVES(""),
    DECLINES("tok_declined"),
    /** Authorizes, and the first answer is lost. */
    TIMES_OUT_AFTER_EFFECT("tok_timeout"),
    /** Authorizes, and no answer to it ever comes: only who asks by the key learns of it. */
    NEVER_SAYS("tok_unknown"),
    /** Captures, and the first answer is lost. */
    CAPTURE_TIMES_OUT_AFTER_EFFECT("tok_capture_timeout"),
    /** The first authorization of a trade is too old as soon as it is wanted; the next ones last. */
    EXPIRES("tok_expired"),
    /** As before, and then the card is declined. */
    EXPIRES_AND_DECLINES("tok_expired_declined"),
    /** Its holder has to confirm each authorization, and does. */
    CONFIRMS("tok_confirm"),
    /** As before, and the provider's report of it is lost: only who asks by the key learns of it. */
    CONFIRMS_UNREPORTED("tok_confirm_unreported"),
    /** Its holder has to confirm, and refuses. */
    REFUSES("tok_confirm_refused"),
    /** Its holder has to confirm, and does nothing. */
    NEVER_CONFIRMS("tok_confirm_never"),
    /** The first authorization of a trade is too old as soon as it is wanted; the next ones have to be confirmed. */
    EXPIRES_AND_CONFIRMS("tok_expired_confirm"),
    /** Fails twice without doing anything, at each operation, then works. */
    FAILS_TWICE("tok_flaky"),
    /** Fails twice at each refund, then works. */
    REFUND_FAILS("tok_refund_fails"),
    /** Is never there. */
    NEVER_ANSWERS("tok_unavailable");

    private static final int FAILURES = 2;

    private final String token;

    TestCard(String token) {
        this.token = token;
    }

    static TestCard of(String token) {
        for (TestCard behaviour : values()) {
            if (behaviour != APPROVES && behaviour.token.equals(token)) {
                return behaviour;
            }
        }
        return APPROVES;
    }

    /** Whether the provider fails this attempt without having done anything. */
    boolean fails(String operation, int attempt) {
        return this == NEVER_ANSWERS
                || this == FAILS_TWICE && attempt <= FAILURES
                || this == REFUND_FAILS && operation.equals(SimulatedProviderLedger.REFUND) && attempt <= FAILURES;
    }

    /** Whether the answer to what was done gets lost. */
    boolean losesAnswer(String operation, int attempt) {
        return this == NEVER_SAYS && operation.equals(SimulatedProviderLedger.AUTHORIZE)
                || this == TIMES_OUT_AFTER_EFFECT && operation.equals(SimulatedProviderLedger.AUTHORIZE) && attempt == 1
                || this == CAPTURE_TIMES_OUT_AFTER_EFFECT
                        && operation.equals(SimulatedProviderLedger.CAPTURE)
                        && attempt == 1;
    }

    boolean declines(boolean firstOfTrade) {
        return this == DECLINES || this == EXPIRES_AND_DECLINES && !firstOfTrade;
    }

    boolean expires(boolean firstOfTrade) {
        return (this == EXPIRES || this == EXPIRES_AND_DECLINES || this == EXPIRES_AND_CONFIRMS) && firstOfTrade;
    }

    /** Whether the holder has to confirm. */
    boolean asksHolder(boolean firstOfTrade) {
        return switch (this) {
            case CONFIRMS, CONFIRMS_UNREPORTED, REFUSES, NEVER_CONFIRMS -> true;
            case EXPIRES_AND_CONFIRMS -> !firstOfTrade;
            default -> false;
        };
    }

    /** What the holder does when it is asked to confirm; null where it does nothing. */
    ConfirmationEvent.Kind holderDoes() {
        return switch (this) {
            case NEVER_CONFIRMS -> null;
            case REFUSES -> ConfirmationEvent.Kind.REFUSED;
            default -> ConfirmationEvent.Kind.CONFIRMED;
        };
    }

    /** Whether nobody is told what the holder did. */
    boolean losesReport() {
        return this == CONFIRMS_UNREPORTED;
    }
}

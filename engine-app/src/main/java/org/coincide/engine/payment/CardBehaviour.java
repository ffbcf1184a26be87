package org.coincide.engine.payment;

/** How the simulated provider behaves; a card's token says which. */
enum CardBehaviour {
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
    /** Fails twice without doing anything, at each operation, then works. */
    FAILS_TWICE("tok_flaky"),
    /** Fails twice at each refund, then works. */
    REFUND_FAILS("tok_refund_fails"),
    /** Is never there. */
    NEVER_ANSWERS("tok_unavailable");

    private static final int FAILURES = 2;

    private final String token;

    CardBehaviour(String token) {
        this.token = token;
    }

    static CardBehaviour of(String token) {
        for (CardBehaviour behaviour : values()) {
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
                || this == REFUND_FAILS && operation.equals(ProviderBooks.REFUND) && attempt <= FAILURES;
    }

    /** Whether the answer to what was done gets lost. */
    boolean losesAnswer(String operation, int attempt) {
        return this == NEVER_SAYS && operation.equals(ProviderBooks.AUTHORIZE)
                || this == TIMES_OUT_AFTER_EFFECT && operation.equals(ProviderBooks.AUTHORIZE) && attempt == 1
                || this == CAPTURE_TIMES_OUT_AFTER_EFFECT && operation.equals(ProviderBooks.CAPTURE) && attempt == 1;
    }

    boolean declines(boolean firstOfTrade) {
        return this == DECLINES || this == EXPIRES_AND_DECLINES && !firstOfTrade;
    }

    boolean expires(boolean firstOfTrade) {
        return (this == EXPIRES || this == EXPIRES_AND_DECLINES) && firstOfTrade;
    }
}

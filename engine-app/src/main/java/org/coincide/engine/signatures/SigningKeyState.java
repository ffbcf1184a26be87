package org.coincide.engine.signatures;

import java.time.Instant;

/**
 * A signing key of the server and its state.
 *
 * @param kid thumbprint of the key
 * @param state name of a {@link State}
 * @param x public key, Base64url
 * @param since time of the last change of the state
 */
public record SigningKeyState(String kid, String state, String x, Instant since) {

    /** State of a signing key. */
    public enum State {
        /** Announced to the clients; does not sign yet. */
        NEXT,
        /** Signs new messages. */
        ACTIVE,
        /** Signs no more; its messages stay verifiable. */
        RETIRED,
        /** Not to be trusted any more. */
        REVOKED
    }

    boolean is(State expected) {
        return state.equals(expected.name());
    }

    PublicKey publicKey() {
        return PublicKey.of(x);
    }
}

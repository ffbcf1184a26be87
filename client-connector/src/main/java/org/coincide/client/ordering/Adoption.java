package org.coincide.client.ordering;

/**
 * An order that this client has not stored, taken from trading information.
 *
 * @param digest digest of the order's contents
 * @param information the trading information as received
 */
public record Adoption(Acceptance acceptance, String digest, Proof proof, String information) {

    /** Proof that this client has placed the order. */
    public enum Proof {
        /** The information repeats this client's own signature of the order. */
        SIGNATURE,
        /** None: the server says so, and this client has asked for a rebuild. */
        SERVER
    }
}

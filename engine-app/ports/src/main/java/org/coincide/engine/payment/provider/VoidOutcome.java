package org.coincide.engine.payment.provider;

/** Outcome of a release. */
public sealed interface VoidOutcome {

    /**
     * Nothing is held any more.
     *
     * @param reference the provider's identifier, at most 200 characters
     */
    record Released(String reference) implements VoidOutcome {}

    /**
     * The provider refuses, for good. The server creates an incident.
     *
     * @param code the provider's reason
     */
    record Refused(String code) implements VoidOutcome {}
}

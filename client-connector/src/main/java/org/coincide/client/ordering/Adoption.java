package org.coincide.client.ordering;

/**
 * An order that this client has not stored, taken from trading information.
 *
 * @param digest digest of the order's contents
 * @param information the trading information as received
 */
public record Adoption(Acceptance acceptance, String digest, String information) {}

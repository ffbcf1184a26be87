package org.coincide.client.contract;

import java.util.Locale;

/** Generates the client's identifiers. */
@FunctionalInterface
public interface Identifiers {

    /** Returns a new unique identifier, in the form of a UUID. */
    String next();

    /** Returns a reference for an order that was placed without one. */
    default String orderReference() {
        return "PO-" + next().replace("-", "").substring(0, 20).toUpperCase(Locale.ROOT);
    }
}

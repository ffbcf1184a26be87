package org.coincide.client.contract;

import java.util.Locale;

/** The one source of identifiers that the client gives. */
@FunctionalInterface
public interface Identifiers {

    /** An identifier that was never given before, in the form of a UUID. */
    String next();

    /** A reference for an order whose user gave none. */
    default String orderReference() {
        return "PO-" + next().replace("-", "").substring(0, 20).toUpperCase(Locale.ROOT);
    }
}

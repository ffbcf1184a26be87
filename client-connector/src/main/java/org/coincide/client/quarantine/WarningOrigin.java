package org.coincide.client.quarantine;

import java.util.Set;
import java.util.stream.Collectors;
import org.coincide.client.verification.WarningType;

/** Origin of the message behind a warning. A flood of messages of unverified origin must not hide the other warnings. */
public enum WarningOrigin {
    /** A message about a verified trade or order, which only the server can write. */
    VERIFIED,
    /** A message that anybody with access to the queue can write. */
    UNVERIFIED;

    private static final Set<String> UNVERIFIED_TYPES = Set.of(
            "SCHEMA_INVALID",
            "UNKNOWN_ORDER",
            "UNKNOWN_REQUEST",
            "UNKNOWN_TRADE",
            "UNSIGNED",
            "BAD_SIGNATURE",
            "UNKNOWN_KEY",
            "WRONG_SERVER");

    public static WarningOrigin of(WarningType type) {
        return UNVERIFIED_TYPES.contains(type.name()) ? UNVERIFIED : VERIFIED;
    }

    /** The types of unverified origin, as a list of SQL literals. */
    static String unverifiedTypes() {
        return UNVERIFIED_TYPES.stream().map(type -> "'" + type + "'").sorted().collect(Collectors.joining(", "));
    }
}

package org.coincide.engine.intake;

import java.util.Locale;
import org.coincide.engine.journal.RefusalReport.Kind;

/** What a client may want of a trade of its own that the server decides on. */
enum ClientRequest {
    CANCELLATION(Kind.CANCELLATION),
    RETURN(Kind.RETURN),
    AMENDMENT(Kind.AMENDMENT);

    private final Kind kind;

    ClientRequest(Kind kind) {
        this.kind = kind;
    }

    /** By the name of its schema, which is also the last part of its path. */
    static ClientRequest named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    String schema() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How a refusal names it. */
    Kind kind() {
        return kind;
    }
}

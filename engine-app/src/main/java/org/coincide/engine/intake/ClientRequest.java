package org.coincide.engine.intake;

import java.util.Locale;
import org.coincide.engine.journal.messages.RefusalReport.Kind;

/** The requests of a client about one of its trades that the server decides. */
enum ClientRequest {
    CANCELLATION(Kind.CANCELLATION),
    RETURN(Kind.RETURN),
    AMENDMENT(Kind.AMENDMENT);

    private final Kind kind;

    ClientRequest(Kind kind) {
        this.kind = kind;
    }

    /** Returns the request with the given schema name, which is also the last segment of its path. */
    static ClientRequest named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    String schema() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of this request in a refusal. */
    Kind kind() {
        return kind;
    }
}

package org.coincide.engine.trade;

import java.util.UUID;
import org.springframework.stereotype.Component;

/** Generates all ids: random UUIDs, so that nobody can guess the id of another client. */
@Component
public class Identifiers {

    /** Returns a new id, as a lower-case UUID. */
    public String next() {
        return UUID.randomUUID().toString();
    }
}

package org.coincide.engine.trade;

import java.util.UUID;
import org.springframework.stereotype.Component;

/** The one place that makes ids: random, 128 bit, so that nobody guesses another's. */
@Component
public class Identifiers {

    /** A new id, as a lower-case UUID. */
    public String next() {
        return UUID.randomUUID().toString();
    }
}

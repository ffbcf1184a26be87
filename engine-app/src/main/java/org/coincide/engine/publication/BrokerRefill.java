package org.coincide.engine.publication;

import java.time.Clock;
import java.time.Instant;
import org.coincide.engine.broker.recovery.BrokerStoresMissing;
import org.coincide.engine.journal.Outbox;
import org.coincide.engine.reading.Parts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sends the journal's messages again to clients whose store of the embedded broker is missing. */
@Component
class BrokerRefill {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerRefill.class);

    private final Outbox outbox;
    private final RelayProperties properties;
    private final Clock clock;

    BrokerRefill(Outbox outbox, RelayProperties properties, Clock clock) {
        this.outbox = outbox;
        this.properties = properties;
        this.clock = clock;
    }

    @EventListener
    void refill(BrokerStoresMissing missing) {
        Instant since = clock.instant().minus(properties.refill());
        long last = outbox.lastId();
        int messages = 0;
        // A statement about all messages of weeks would exceed the time limit of the database, and the broker would not
        // start.
        for (long from = outbox.firstId(); from <= last; from += Parts.LONGEST) {
            long to = Math.min(from + Parts.LONGEST - 1, last);
            messages += outbox.resendAll(missing.clientIds(), since, from, to);
        }
        if (messages > 0) {
            LOG.warn(
                    "The broker's store is missing for the clients {}. {} messages of the last {} will be sent again.",
                    missing.clientIds(),
                    messages,
                    properties.refill());
        }
    }
}

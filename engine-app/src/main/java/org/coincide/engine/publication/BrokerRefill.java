package org.coincide.engine.publication;

import java.time.Clock;
import org.coincide.engine.broker.recovery.BrokerStoresMissing;
import org.coincide.engine.journal.Outbox;
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
        int messages = outbox.resendAll(missing.clientIds(), clock.instant().minus(properties.refill()));
        if (messages > 0) {
            LOG.warn(
                    "The broker's store is missing for the clients {}. {} messages of the last {} will be sent again.",
                    missing.clientIds(),
                    messages,
                    properties.refill());
        }
    }
}

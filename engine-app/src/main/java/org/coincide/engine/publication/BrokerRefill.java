package org.coincide.engine.publication;

import java.time.Clock;
import org.coincide.engine.broker.recovery.BrokerStoreDamaged;
import org.coincide.engine.journal.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sends the journal's messages again after the store of the embedded broker was damaged. */
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
    void refill(BrokerStoreDamaged damaged) {
        int messages = outbox.resendAll(clock.instant().minus(properties.refill()));
        LOG.warn(
                "The broker's store is damaged. {} messages of the last {} will be sent again.",
                messages,
                properties.refill());
    }
}

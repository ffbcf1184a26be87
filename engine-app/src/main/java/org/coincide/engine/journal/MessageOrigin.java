package org.coincide.engine.journal;

import java.time.Clock;
import java.time.Instant;
import org.coincide.engine.trade.Identifiers;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Provides event ids and time to the journal, and publishes its application events. */
@Component
class MessageOrigin {

    private final Identifiers identifiers;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    MessageOrigin(Identifiers identifiers, Clock clock, ApplicationEventPublisher events) {
        this.identifiers = identifiers;
        this.clock = clock;
        this.events = events;
    }

    String nextId() {
        return identifiers.next();
    }

    Instant now() {
        return clock.instant();
    }

    void publish(Object event) {
        events.publishEvent(event);
    }
}

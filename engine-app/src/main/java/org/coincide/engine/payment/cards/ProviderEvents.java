package org.coincide.engine.payment.cards;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the provider has reported of confirmations, and what became of it. */
@Repository
class ProviderEvents {

    /** A report as it stands in the books. */
    record Noted(
            String id, String authorizationKey, ConfirmationEvent.Kind event, ConfirmationReports.Outcome outcome) {

        ConfirmationEvent report() {
            return new ConfirmationEvent(id, authorizationKey, event);
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    ProviderEvents(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Noted> find(String id) {
        return jdbc.sql("SELECT id, authorization_key, event, outcome FROM provider_event WHERE id = ?")
                .param(id)
                .query(Noted.class)
                .optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException where another thread notes the same report at this moment */
    @Transactional(propagation = Propagation.MANDATORY)
    void note(ConfirmationEvent event, ConfirmationReports.Outcome outcome) {
        jdbc.sql(
                        "INSERT INTO provider_event (id, authorization_key, event, outcome, received_at) VALUES (?, ?, ?, ?, ?)")
                .params(
                        event.id(),
                        event.authorization(),
                        event.event().name(),
                        outcome.name(),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}

package org.coincide.engine.simulation;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.coincide.engine.payment.cards.ConfirmationEvent;
import org.coincide.engine.payment.provider.PaymentProvider.Answer.ConfirmationDue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the simulated provider has asked the holders of cards, and what they will do about it. */
@Repository
@ConditionalOnSimulatedProvider
class SimulatedConfirmations {

    /** @param event what the holder does */
    record Due(String authorizationKey, OffsetDateTime untilTime, String event) {

        ConfirmationEvent report(String reference) {
            return new ConfirmationEvent("evt_" + reference, authorizationKey, ConfirmationEvent.Kind.valueOf(event));
        }
    }

    private record Asked(String url, OffsetDateTime untilTime) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final PaymentSimulationProperties settings;

    SimulatedConfirmations(JdbcClient jdbc, Clock clock, PaymentSimulationProperties settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
    }

    ConfirmationDue ask(String authorizationKey, String reference, TestCard card) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        ConfirmationEvent.Kind event = card.holderDoes();
        jdbc.sql(
                        """
                        INSERT INTO simulated_confirmation (authorization_key, url, until_time, due_at, event, reported)
                        VALUES (?, ?, ?, ?, ?, ?)""")
                .params(
                        authorizationKey,
                        settings.confirmationPage() + reference,
                        now.plus(settings.confirmationWithin()),
                        now.plus(settings.confirmedAfter()),
                        event == null ? null : event.name(),
                        event == null)
                .update();
        return asked(authorizationKey);
    }

    ConfirmationDue asked(String authorizationKey) {
        Asked asked = jdbc.sql("SELECT url, until_time FROM simulated_confirmation WHERE authorization_key = ?")
                .param(authorizationKey)
                .query(Asked.class)
                .single();
        return new ConfirmationDue(asked.url(), asked.untilTime().toInstant());
    }

    /** What the holders do now, and what of it is still to be reported. */
    List<Due> due() {
        return jdbc.sql(
                        """
                        SELECT authorization_key, until_time, event FROM simulated_confirmation
                        WHERE reported = FALSE AND due_at <= ? ORDER BY due_at LIMIT ?""")
                .params(clock.instant().atOffset(ZoneOffset.UTC), settings.atOnce())
                .query(Due.class)
                .list();
    }

    boolean isTooLate(Due due) {
        return clock.instant().isAfter(due.untilTime().toInstant());
    }

    void reported(Due due) {
        jdbc.sql("UPDATE simulated_confirmation SET reported = TRUE WHERE authorization_key = ?")
                .param(due.authorizationKey())
                .update();
    }
}

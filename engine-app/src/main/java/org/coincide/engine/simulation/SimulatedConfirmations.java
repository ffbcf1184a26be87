package org.coincide.engine.simulation;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.coincide.engine.payment.provider.AuthorizationOutcome.ConfirmationRequired;
import org.coincide.engine.reading.RecordMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Confirmations that the simulated provider awaits of cards' holders, and what the holders will do. */
@Repository
@ConditionalOnSimulatedProvider
class SimulatedConfirmations {

    /** Action of a card's holder that is due. */
    record Due(String authorizationKey, OffsetDateTime untilTime, TestCard.HolderAction event) {}

    private record Page(String url, OffsetDateTime untilTime) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final PaymentSimulationProperties properties;

    SimulatedConfirmations(JdbcClient jdbc, Clock clock, PaymentSimulationProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.properties = properties;
    }

    void ask(String authorizationKey, String reference, TestCard card) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        TestCard.HolderAction action = card.holderAction();
        jdbc.sql(
                        """
                        INSERT INTO simulated_confirmation (authorization_key, url, until_time, due_at, event, reported)
                        VALUES (?, ?, ?, ?, ?, ?)""")
                .params(
                        authorizationKey,
                        properties.confirmationPage() + reference,
                        now.plus(properties.confirmationWithin()),
                        now.plus(properties.confirmedAfter().multipliedBy(2)),
                        action == null ? null : action.name(),
                        action == null)
                .update();
    }

    ConfirmationRequired asked(String authorizationKey, String reference) {
        Page page = jdbc.sql("SELECT url, until_time FROM simulated_confirmation WHERE authorization_key = ?")
                .param(authorizationKey)
                .query(RecordMapper.of(Page.class))
                .single();
        return new ConfirmationRequired(reference, page.url(), page.untilTime().toInstant());
    }

    /**
     * Actions of holders that are due, or not reported yet. An action that is due after twice the time that the settings allow was
     * planned before the clock was set back, and is due, too.
     */
    List<Due> due() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return jdbc.sql(
                        """
                        SELECT authorization_key, until_time, event FROM (
                          SELECT * FROM simulated_confirmation WHERE reported = FALSE AND due_at <= ?
                          UNION ALL SELECT * FROM simulated_confirmation WHERE reported = FALSE AND due_at > ?) AS due
                        ORDER BY due_at LIMIT ?""")
                .params(now, now.plus(properties.confirmedAfter().multipliedBy(2)), properties.atOnce())
                .query(RecordMapper.of(Due.class))
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

package org.coincide.engine.payment.books;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.coincide.engine.journal.messages.ActionReport;
import org.coincide.engine.payment.provider.AuthorizationOutcome.ConfirmationRequired;
import org.coincide.engine.reading.RecordMapper;
import org.coincide.engine.retention.TradeTables;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Pages where cards' holders confirm authorizations, and the deadlines. */
@Repository
public class Confirmations implements TradeTables {

    /** Condition of {@code TradeSearch}: the card's holder should have confirmed the payment before {@code :now}. */
    public static final String OVERDUE =
            """
            t.payment_status = 'REQUIRES_ACTION'
              AND (SELECT MAX(until_time) FROM payment_confirmation c WHERE c.trading_id = t.trading_id) < :now""";

    private record Page(String url, OffsetDateTime untilTime) {}

    private final JdbcClient jdbc;

    Confirmations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Stores page and deadline of an authorization; the provider's newest response replaces earlier ones. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void note(Movement authorization, ConfirmationRequired due) {
        OffsetDateTime until = due.until().atOffset(ZoneOffset.UTC);
        int known = jdbc.sql("UPDATE payment_confirmation SET url = ?, until_time = ? WHERE authorization_key = ?")
                .params(due.url(), until, authorization.idempotencyKey())
                .update();
        if (known == 0) {
            jdbc.sql(
                            "INSERT INTO payment_confirmation (authorization_key, trading_id, url, until_time) VALUES (?, ?, ?, ?)")
                    .params(authorization.idempotencyKey(), authorization.tradingId(), due.url(), until)
                    .update();
        }
    }

    /** The deadline for the confirmation of an authorization. */
    public Instant until(String authorizationKey) {
        return jdbc.sql("SELECT until_time FROM payment_confirmation WHERE authorization_key = ?")
                .param(authorizationKey)
                .query((row, index) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .single();
    }

    /** The confirmation that the trade's client is asked for; empty if no authorization of the trade ever needed one. */
    public Optional<ActionReport> reportOf(String tradingId) {
        return jdbc.sql(
                        """
                        SELECT url, until_time FROM payment_confirmation WHERE trading_id = ?
                        ORDER BY until_time DESC LIMIT 1""")
                .param(tradingId)
                .query(RecordMapper.of(Page.class))
                .optional()
                .map(page -> new ActionReport(page.url(), page.untilTime().toInstant()));
    }

    @Override
    public List<TradeTable> tables() {
        return List.of(TradeTable.of("payment_confirmation"));
    }
}

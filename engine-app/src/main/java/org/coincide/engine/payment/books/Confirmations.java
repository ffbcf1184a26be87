package org.coincide.engine.payment.books;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.coincide.engine.journal.ActionReport;
import org.coincide.engine.payment.provider.PaymentProvider.Answer.ConfirmationDue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Where the holders of cards confirm authorizations, and until when. */
@Repository
public class Confirmations {

    private record Asked(String url, OffsetDateTime untilTime) {}

    private final JdbcClient jdbc;

    Confirmations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes where an authorization is to be confirmed; what the provider said of it last is what counts. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void note(Movement authorization, ConfirmationDue due) {
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

    /** Until when an authorization can be confirmed. */
    public Instant until(String authorizationKey) {
        return jdbc.sql("SELECT until_time FROM payment_confirmation WHERE authorization_key = ?")
                .param(authorizationKey)
                .query((row, index) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .single();
    }

    /** What the trade's client is told to do; empty where no authorization of the trade was ever to be confirmed. */
    public Optional<ActionReport> reportOf(String tradingId) {
        return jdbc.sql(
                        """
                        SELECT url, until_time FROM payment_confirmation WHERE trading_id = ?
                        ORDER BY until_time DESC LIMIT 1""")
                .param(tradingId)
                .query(Asked.class)
                .optional()
                .map(asked -> new ActionReport(asked.url(), asked.untilTime().toInstant()));
    }
}

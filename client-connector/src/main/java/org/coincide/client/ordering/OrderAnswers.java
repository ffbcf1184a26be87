package org.coincide.client.ordering;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.coincide.client.ledger.EntryKind;
import org.coincide.client.ledger.LedgerEntries;
import org.coincide.client.ledger.NewEntry;
import org.coincide.client.verification.SentOrder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The server's answers to placed orders, in the table {@code placed_order}. */
@Repository
public class OrderAnswers {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final LedgerEntries ledger;

    OrderAnswers(JdbcClient jdbc, JdbcTemplate batches, LedgerEntries ledger) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.ledger = ledger;
    }

    /** Loads the orders that this client has placed, for the verifier. */
    public Map<String, SentOrder> load(Collection<String> references) {
        Map<String, SentOrder> orders = new HashMap<>();
        if (!references.isEmpty()) {
            jdbc.sql(
                            """
                            SELECT order_reference, order_digest, trading_id FROM placed_order
                            WHERE order_reference IN (:references)
                            """)
                    .param("references", references)
                    .query(row -> {
                        orders.put(
                                row.getString("order_reference"),
                                new SentOrder(
                                        row.getString("order_reference"),
                                        row.getString("order_digest"),
                                        row.getString("trading_id")));
                    });
        }
        return orders;
    }

    /** Returns whether this client has not stored the order itself, but has adopted it from trading information. */
    public boolean isAdopted(String reference) {
        return jdbc.sql("SELECT adopted FROM placed_order WHERE order_reference = ? AND adopted IS NOT NULL")
                .param(reference)
                .query(String.class)
                .optional()
                .isPresent();
    }

    /** Returns whether this client has placed no order. */
    public boolean isEmpty() {
        return jdbc.sql("SELECT order_reference FROM placed_order FETCH FIRST 1 ROWS ONLY")
                .query(String.class)
                .list()
                .isEmpty();
    }

    /**
     * Inserts orders that this client has not stored, as the server's trading information contains them, in the transaction that inserts
     * their trades.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void adopt(List<Adoption> adoptions, Instant now) {
        batches.batchUpdate(
                """
                INSERT INTO placed_order (order_reference, order_digest, event_body, state, placed_at, answered_at, trading_id,
                  entry_number, answer_entry, adopted)
                VALUES (?, ?, ?, 'ACCEPTED', ?, ?, ?, ?, ?, ?)
                """,
                adoptions.stream()
                        .map(adoption -> new Object[] {
                            adoption.acceptance().orderReference(),
                            adoption.digest(),
                            adoption.information(),
                            time(now),
                            time(now),
                            adoption.acceptance().tradingId(),
                            adoption.acceptance().entryNumber(),
                            adoption.acceptance().entryNumber(),
                            adoption.proof().name()
                        })
                        .toList());
    }

    /** Marks orders as accepted, in the transaction that inserts their trades. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void markAccepted(List<Acceptance> acceptances, Instant now) {
        if (!acceptances.isEmpty()) {
            batches.batchUpdate(
                    """
                    UPDATE placed_order SET state = 'ACCEPTED', trading_id = ?, reasons = NULL, answered_at = ?,
                      answer_entry = ?
                    WHERE order_reference = ?
                    """,
                    acceptances.stream()
                            .map(accepted -> new Object[] {
                                accepted.tradingId(), time(now), accepted.entryNumber(), accepted.orderReference()
                            })
                            .toList());
        }
    }

    /** Appends a refusal to the ledger and marks its order as refused, unless the order is already answered. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void markRefused(String reference, String reasons, String body, String signature, Instant now) {
        boolean open = jdbc.sql("SELECT COUNT(*) FROM placed_order WHERE order_reference = ? AND state = 'OPEN'")
                        .param(reference)
                        .query(Integer.class)
                        .single()
                > 0;
        if (open) {
            long number = ledger.append(List.of(new NewEntry(EntryKind.REFUSAL, now, body, signature)));
            jdbc.sql(
                            """
                            UPDATE placed_order SET state = 'REFUSED', reasons = ?, answered_at = ?, answer_entry = ?
                            WHERE order_reference = ?
                            """)
                    .params(reasons, time(now), number, reference)
                    .update();
        }
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}

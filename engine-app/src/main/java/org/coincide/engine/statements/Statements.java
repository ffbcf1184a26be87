package org.coincide.engine.statements;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.coincide.engine.reading.RecordMapper;
import org.coincide.engine.retention.Removal;
import org.coincide.engine.trade.TradeHeads.Position;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The issued statements: the last one to each client, and the journal's row of each. */
@Repository
class Statements {

    private final JdbcClient jdbc;

    Statements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns the last statement to each client. */
    Map<String, StatementHead> heads() {
        return jdbc.sql("SELECT * FROM statement_head").query((row, index) -> head(row)).list().stream()
                .collect(Collectors.toMap(StatementHead::clientId, Function.identity()));
    }

    /** Returns the last statement to a client. */
    Optional<StatementHead> find(String clientId) {
        return jdbc.sql("SELECT * FROM statement_head WHERE client_id = ?")
                .param(clientId)
                .query((row, index) -> head(row))
                .optional();
    }

    /** Returns the clients whose ledgers are newer than the database. */
    List<String> recovering() {
        return jdbc.sql("SELECT client_id FROM statement_head WHERE recovery_page IS NOT NULL")
                .query(String.class)
                .list();
    }

    /**
     * Continues the numbers after a statement that the client has and the database lacks, and starts the full statement by which the
     * trades are compared. The caller holds the lock.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void startRecovery(String clientId, long number, String digest, Instant now) {
        jdbc.sql("UPDATE statement_head SET number = ?, digest = ?, recovery_page = 0 WHERE client_id = ?")
                .params(number, digest, clientId)
                .update();
        requestFull(clientId, now);
    }

    /** Ends the comparison of trades. The caller holds the lock. */
    @Transactional(propagation = Propagation.MANDATORY)
    void endRecovery(String clientId) {
        jdbc.sql("UPDATE statement_head SET recovery_page = NULL WHERE client_id = ?")
                .param(clientId)
                .update();
    }

    /** Adds a client, without a statement. Another node may have added it. */
    void add(String clientId, Instant now) {
        try {
            jdbc.sql(
                            """
                            INSERT INTO statement_head (client_id, number, issued_at, full_at, full_due)
                            VALUES (?, 0, ?, ?, FALSE)""")
                    .params(clientId, time(now), time(now))
                    .update();
        } catch (DuplicateKeyException lostRace) {
            // The other node's row is the same.
        }
    }

    /** Returns the last statement to a client, with its row locked until the end of the transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<StatementHead> lock(String clientId) {
        jdbc.sql("UPDATE statement_head SET number = number WHERE client_id = ?")
                .param(clientId)
                .update();
        return jdbc.sql("SELECT * FROM statement_head WHERE client_id = ?")
                .param(clientId)
                .query((row, index) -> head(row))
                .optional();
    }

    /** Stores an issued statement. The caller holds the lock. */
    @Transactional(propagation = Propagation.MANDATORY)
    void store(StatementHead issued, long journalId) {
        Position after = issued.fullAfter();
        jdbc.sql(
                        """
                        UPDATE statement_head SET number = ?, digest = ?, issued_at = ?, full_at = ?, full_due = ?,
                          full_after_time = ?, full_after_trade = ?, recovery_page = ?
                        WHERE client_id = ?""")
                .params(
                        issued.number(),
                        issued.digest(),
                        time(issued.issuedAt()),
                        time(issued.fullAt()),
                        issued.fullDue(),
                        after == null ? null : time(after.acceptedAt()),
                        after == null ? null : after.tradingId(),
                        issued.recoveryPage(),
                        issued.clientId())
                .update();
        jdbc.sql("INSERT INTO statement (client_id, number, journal_id) VALUES (?, ?, ?)")
                .params(issued.clientId(), issued.number(), journalId)
                .update();
    }

    /** Starts the full statement of a night, unless another node has started it. */
    @Transactional
    void startFull(StatementHead last, Instant now) {
        jdbc.sql(
                        """
                        UPDATE statement_head SET full_due = TRUE, full_at = ?, full_after_time = NULL, full_after_trade = NULL
                        WHERE client_id = ? AND full_at = ? AND full_due = FALSE""")
                .params(time(now), last.clientId(), time(last.fullAt()))
                .update();
    }

    /** Starts a full statement, from its first page. */
    @Transactional
    void requestFull(String clientId, Instant now) {
        jdbc.sql(
                        """
                        UPDATE statement_head SET full_due = TRUE, full_at = ?, full_after_time = NULL, full_after_trade = NULL
                        WHERE client_id = ?""")
                .params(time(now), clientId)
                .update();
    }

    /** Returns the journal's rows of the statements to a client from a number on. */
    List<Long> journalIds(String clientId, long fromNumber, int limit) {
        return jdbc.sql("SELECT journal_id FROM statement WHERE client_id = ? AND number >= ? ORDER BY number LIMIT ?")
                .params(clientId, fromNumber, limit)
                .query(Long.class)
                .list();
    }

    private static StatementHead head(ResultSet row) throws SQLException {
        String after = row.getString("full_after_trade");
        String removed = row.getString("removed_trade");
        return new StatementHead(
                row.getString("client_id"),
                row.getLong("number"),
                row.getString("digest"),
                instant(row, "issued_at"),
                instant(row, "full_at"),
                row.getBoolean("full_due"),
                after == null ? null : new Position(instant(row, "full_after_time"), after),
                row.getObject("recovery_page", Long.class),
                removed == null ? null : new Position(instant(row, "removed_time"), removed));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** The journal's row of a statement. */
    record Numbered(String clientId, long number, long journalId) {}

    /** Returns the statements in these rows of the journal. */
    List<Numbered> numbers(Collection<Long> journalIds) {
        return journalIds.isEmpty()
                ? List.of()
                : jdbc.sql("SELECT client_id, number, journal_id FROM statement WHERE journal_id IN (:ids)")
                        .param("ids", journalIds)
                        .query(RecordMapper.of(Numbered.class))
                        .list();
    }

    /** Removes statements by the journal's rows. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(Collection<Long> journalIds, Removal removal) {
        removal.remove("statement", "journal_id", journalIds);
    }

    /** Stores the last removed trade. The caller holds the lock. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void beginAfter(String clientId, Position removed) {
        jdbc.sql("UPDATE statement_head SET removed_time = ?, removed_trade = ? WHERE client_id = ?")
                .params(time(removed.acceptedAt()), removed.tradingId(), clientId)
                .update();
    }
}

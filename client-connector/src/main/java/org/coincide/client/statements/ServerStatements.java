package org.coincide.client.statements;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.coincide.client.contract.TradingMessage.Statement;
import org.coincide.client.contract.TradingMessage.Statement.StatedTrade;
import org.coincide.client.paging.Parts;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The received statements, and what the ledger lacks by them. */
@Repository
class ServerStatements {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    ServerStatements(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** A received statement. */
    record Stored(long number, String digest, String previousDigest) {}

    Optional<Stored> find(long number) {
        return jdbc.sql("SELECT number, digest, previous_digest FROM server_statement WHERE number = ?")
                .param(number)
                .query((row, index) -> new Stored(row.getLong(1), row.getString(2), row.getString(3)))
                .optional();
    }

    /** Returns the received statement with the highest number. */
    Optional<Stored> last() {
        return find(lastNumber());
    }

    /** Returns the highest number of a received statement; 0 if there is none. */
    long lastNumber() {
        return jdbc.sql("SELECT COALESCE(MAX(number), 0) FROM server_statement")
                .query(Long.class)
                .single();
    }

    /** Stores a statement; it is not missing any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void store(Statement statement, String digest, Instant now) {
        jdbc.sql("INSERT INTO server_statement (number, digest, previous_digest, received_at) VALUES (?, ?, ?, ?)")
                .params(statement.number(), digest, statement.previousDigest(), time(now))
                .update();
        jdbc.sql("DELETE FROM missing_statement WHERE number = ?")
                .param(statement.number())
                .update();
    }

    /** Records that the statements of a range of numbers are missing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void addMissing(long from, long to) {
        batches.batchUpdate(
                "INSERT INTO missing_statement (number) VALUES (?)",
                LongStream.rangeClosed(from, to)
                        .mapToObj(number -> new Object[] {number})
                        .toList());
    }

    /** Returns the lowest number of a missing statement. */
    Optional<Long> firstMissing() {
        return jdbc.sql("SELECT number FROM missing_statement ORDER BY number FETCH FIRST 1 ROWS ONLY")
                .query(Long.class)
                .optional();
    }

    /** Records trades of which the ledger lacks the stated message, and removes those that it has. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void replaceTails(Collection<String> compared, Collection<StatedTrade> missing) {
        batches.batchUpdate(
                "DELETE FROM missing_tail WHERE trading_id = ?",
                compared.stream().map(id -> new Object[] {id}).toList());
        batches.batchUpdate(
                "INSERT INTO missing_tail (trading_id, order_reference, sequence_number) VALUES (?, ?, ?)",
                missing.stream()
                        .map(trade -> new Object[] {trade.tradingId(), trade.orderReference(), trade.sequence()})
                        .toList());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void removeTails(Collection<String> tradingIds) {
        replaceTails(tradingIds, List.of());
    }

    /** Removes trades whose messages the ledger has, unless a later statement names a later message meanwhile. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void removeHeld(Map<String, Long> sequences) {
        batches.batchUpdate(
                "DELETE FROM missing_tail WHERE trading_id = ? AND sequence_number <= ?",
                sequences.entrySet().stream()
                        .map(trade -> new Object[] {trade.getKey(), trade.getValue()})
                        .toList());
    }

    /** Returns the sequence of the last stated message of each of these trades that lacks it. */
    Map<String, Long> tails(Collection<String> tradingIds) {
        Map<String, Long> tails = new HashMap<>();
        for (var part : Parts.of(tradingIds)) {
            jdbc.sql("SELECT trading_id, sequence_number FROM missing_tail WHERE trading_id IN (:ids)")
                    .param("ids", part)
                    .query(row -> {
                        tails.put(row.getString(1), row.getLong(2));
                    });
        }
        return tails;
    }

    /**
     * Returns the sequence of the last stated message of the next trades that lack it, in the order of their identifiers.
     *
     * @param after a trading identifier, or the empty text for the first trades
     */
    Map<String, Long> nextTails(String after, int limit) {
        Map<String, Long> tails = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        SELECT trading_id, sequence_number FROM missing_tail WHERE trading_id > ?
                        ORDER BY trading_id FETCH FIRST ? ROWS ONLY
                        """)
                .params(after, limit)
                .query(row -> {
                    tails.put(row.getString(1), row.getLong(2));
                });
        return tails;
    }

    long countMissing() {
        return jdbc.sql(
                        "SELECT (SELECT COUNT(*) FROM missing_tail) + (SELECT COUNT(*) FROM missing_statement) FROM (VALUES (1)) AS one (number)")
                .query(Long.class)
                .single();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

package org.coincide.engine.statements;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.coincide.engine.journal.JournalHistory;
import org.coincide.engine.reading.RecordMapper;
import org.coincide.engine.retention.ExpiredRows;
import org.coincide.engine.retention.Removal;
import org.coincide.engine.retention.RetentionProperties;
import org.coincide.engine.retention.TradeGuard;
import org.coincide.engine.retention.TradeTables;
import org.coincide.engine.statements.MissingMessageTrades.VerifiedMessage;
import org.coincide.engine.trade.TradeHeads;
import org.coincide.engine.trade.TradeHeads.Head;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The receipts of clients: each receipt as received, and how far the client has verified each trade. */
@Repository
public class Receipts implements TradeTables, TradeGuard, ExpiredRows {

    /**
     * The last message that a client has verified, with all before.
     *
     * @param digest SHA-256 of its body, as the client has stored it
     */
    public record Verified(long sequence, String digest, Instant receivedAt) {}

    /**
     * A receipt as received.
     *
     * @param signature the client's signature of the body; null if it has none
     */
    public record StoredReceipt(String body, String signature) {}

    /**
     * Condition of {@code TradeSearch}: the client has not verified the last message, of between {@code :unconfirmedSince} and
     * {@code :unconfirmed}. Without the first time, HSQLDB would look for the receipt of every finished trade.
     */
    public static final String UNCONFIRMED =
            """
            t.changed_at < :unconfirmed AND t.changed_at >= :unconfirmedSince AND NOT EXISTS (SELECT 1 FROM trade_receipt r
              WHERE r.trading_id = t.trading_id AND r.sequence >= t.sequence)""";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final TradeHeads heads;
    private final JournalHistory journal;
    private final Recoveries recoveries;
    private final MissingMessageTrades behind;
    private final Clock clock;
    private final RetentionProperties properties;

    Receipts(
            JdbcClient jdbc,
            JdbcTemplate batches,
            TradeHeads heads,
            JournalHistory journal,
            Recoveries recoveries,
            MissingMessageTrades behind,
            Clock clock,
            RetentionProperties properties) {
        this.properties = properties;
        this.journal = journal;
        this.recoveries = recoveries;
        this.behind = behind;
        this.jdbc = jdbc;
        this.batches = batches;
        this.heads = heads;
        this.clock = clock;
    }

    /**
     * Stores a receipt; a duplicate is ignored, and so is a trade of another client.
     *
     * @param stored the message as received
     * @param acceptedAt time at which the broker accepted it. A receipt can have waited in the queue since before the server's last start, or
     *     in a restored store of the broker since before the client's later ones.
     */
    @Transactional
    public void add(String clientId, String eventId, StoredReceipt stored, Instant acceptedAt, JsonNode receipt) {
        if (isKnown(clientId, eventId)) {
            return;
        }
        Instant now = clock.instant();
        OffsetDateTime receivedAt = (acceptedAt.isBefore(now) ? acceptedAt : now).atOffset(ZoneOffset.UTC);
        long number = receipt.at("/statement/number").decimalValue().longValueExact();
        jdbc.sql(
                        "INSERT INTO receipt (client_id, event_id, statement_number, body, signature, received_at) VALUES (?, ?, ?, ?, ?, ?)")
                .params(clientId, eventId, number, stored.body(), stored.signature(), receivedAt)
                .update();
        Map<String, JsonNode> trades = new HashMap<>();
        receipt.path("trades")
                .forEach(trade -> trades.put(trade.path("tradingId").asText(), trade));
        boolean recovering = recoveries.observe(
                clientId, number, receipt.at("/statement/digest").asText());
        if (!trades.isEmpty()) {
            Map<String, Head> own = new HashMap<>();
            heads.of(clientId, trades.keySet()).forEach(head -> own.put(head.tradingId(), head));
            compare(clientId, trades, own, recovering);
            store(trades, List.copyOf(own.keySet()), receivedAt);
        }
    }

    /** Finds the trades of which the client has messages that the database lacks, or has with other content. */
    private void compare(String clientId, Map<String, JsonNode> trades, Map<String, Head> own, boolean recovering) {
        List<VerifiedMessage> found = new ArrayList<>();
        trades.forEach((tradingId, trade) -> {
            Head head = own.get(tradingId);
            long sequence = trade.path("sequence").decimalValue().longValueExact();
            String digest = trade.path("digest").asText();
            boolean isBehind = head == null
                    ? recovering && !heads.exists(tradingId)
                    : head.sequence() < sequence || recovering && !isKnown(head, sequence, digest);
            if (isBehind) {
                found.add(new VerifiedMessage(tradingId, sequence, digest));
            }
        });
        behind.add(clientId, found);
    }

    private boolean isKnown(Head head, long sequence, String digest) {
        return head.sequence() == sequence && head.digest().equals(digest)
                || journal.digest(head.tradingId(), sequence)
                        .filter(digest::equals)
                        .isPresent();
    }

    /** Returns the receipt of a client that was received last. */
    Optional<StoredReceipt> last(String clientId) {
        return jdbc.sql(
                        """
                        SELECT body, signature FROM receipt WHERE client_id = ?
                        ORDER BY client_id DESC, received_at DESC, statement_number DESC LIMIT 1""")
                .param(clientId)
                .query(RecordMapper.of(StoredReceipt.class))
                .optional();
    }

    /** Returns whether the client has ever sent a receipt. */
    boolean any(String clientId) {
        return !jdbc.sql("SELECT event_id FROM receipt WHERE client_id = ? LIMIT 1")
                .param(clientId)
                .query(String.class)
                .list()
                .isEmpty();
    }

    /** Returns whether a receipt about a statement, or a later one, was accepted by the broker since a time. */
    boolean anySince(String clientId, Instant since, long number) {
        return !jdbc.sql(
                        "SELECT event_id FROM receipt WHERE client_id = ? AND received_at >= ? AND statement_number >= ? LIMIT 1")
                .params(clientId, since.atOffset(ZoneOffset.UTC), number)
                .query(String.class)
                .list()
                .isEmpty();
    }

    private boolean isKnown(String clientId, String eventId) {
        return jdbc.sql("SELECT COUNT(*) FROM receipt WHERE client_id = ? AND event_id = ?")
                        .params(clientId, eventId)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private void store(Map<String, JsonNode> trades, List<String> own, OffsetDateTime receivedAt) {
        if (own.isEmpty()) {
            return;
        }
        Map<String, Long> known = new HashMap<>();
        jdbc.sql("SELECT trading_id, sequence FROM trade_receipt WHERE trading_id IN (:ids)")
                .param("ids", own)
                .query(row -> {
                    known.put(row.getString(1), row.getLong(2));
                });
        List<Object[]> added = new ArrayList<>();
        List<Object[]> advanced = new ArrayList<>();
        for (String tradingId : own) {
            JsonNode trade = trades.get(tradingId);
            long sequence = trade.path("sequence").decimalValue().longValueExact();
            Object[] row = {sequence, trade.path("digest").asText(), receivedAt, tradingId};
            if (!known.containsKey(tradingId)) {
                added.add(row);
            } else if (known.get(tradingId) <= sequence) {
                advanced.add(row);
            }
        }
        batches.batchUpdate(
                "INSERT INTO trade_receipt (sequence, digest, received_at, trading_id) VALUES (?, ?, ?, ?)", added);
        batches.batchUpdate(
                "UPDATE trade_receipt SET sequence = ?, digest = ?, received_at = ? WHERE trading_id = ?", advanced);
    }

    /** Returns the time of a client's last receipt; empty if it has sent none. */
    public Optional<Instant> lastReceivedAt(String clientId) {
        return jdbc.sql(
                        """
                        SELECT received_at FROM receipt WHERE client_id = ?
                        ORDER BY client_id DESC, received_at DESC LIMIT 1""")
                .param(clientId)
                .query((row, index) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    /** Returns the number of the last statement that a client has confirmed, at least {@code known}. */
    long lastStatement(String clientId, long known) {
        return jdbc.sql(
                        "SELECT COALESCE(MAX(statement_number), ?) FROM receipt WHERE client_id = ? AND statement_number > ?")
                .params(known, clientId, known)
                .query(Long.class)
                .single();
    }

    /** Returns how far the client has verified a trade; empty without a receipt. */
    public Optional<Verified> of(String tradingId) {
        return jdbc.sql("SELECT sequence, digest, received_at FROM trade_receipt WHERE trading_id = ?")
                .param(tradingId)
                .query(RecordMapper.of(Verified.class))
                .optional();
    }

    @Override
    public List<TradeTable> tables() {
        return List.of(TradeTable.of("trade_receipt"));
    }

    /** A trade must stay until its client has verified its last message. */
    @Override
    public Set<String> mustStay(Collection<String> tradingIds) {
        Map<String, Long> last = heads.sequences(tradingIds);
        Set<String> unverified = new HashSet<>(last.keySet());
        jdbc.sql("SELECT trading_id, sequence FROM trade_receipt WHERE trading_id IN (:ids)")
                .param("ids", tradingIds)
                .query(row -> {
                    if (row.getLong(2) >= last.getOrDefault(row.getString(1), 0L)) {
                        unverified.remove(row.getString(1));
                    }
                });
        return unverified;
    }

    /** Removes old receipts, except the last one of each client. */
    @Override
    public int removeExpired(Instant now, int limit, Removal removal) {
        int removed = 0;
        for (String clientId : jdbc.sql("SELECT client_id FROM statement_head ORDER BY client_id")
                .query(String.class)
                .list()) {
            // HSQLDB reads a limit of 0 as no limit.
            if (removed < limit) {
                removed += removeExpired(clientId, now, limit - removed, removal);
            }
        }
        return removed;
    }

    private int removeExpired(String clientId, Instant now, int limit, Removal removal) {
        List<String> old = jdbc.sql(
                        """
                        SELECT event_id FROM receipt WHERE client_id = ? AND received_at < ? AND statement_number < ?
                        ORDER BY client_id, received_at LIMIT ?""")
                .params(
                        clientId,
                        now.minus(properties.receipts()).atOffset(ZoneOffset.UTC),
                        lastStatement(clientId, 0),
                        limit)
                .query(String.class)
                .list();
        return old.isEmpty()
                ? 0
                : removal.remove(
                        "receipt",
                        "client_id = :client AND event_id IN (:ids)",
                        Map.of("client", clientId, "ids", old));
    }
}

package org.coincide.client.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coincide.client.contract.TradingMessage.Statement.Position;
import org.coincide.client.paging.Parts;
import org.coincide.client.retention.TradeTables;
import org.coincide.client.verification.TradeLine;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The trades after their latest verified messages, in the tables {@code trade} and {@code trade_line}. */
@Repository
public class Trades implements TradeTables {

    /** A time after that of every message. */
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    Trades(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Loads the trades that are in the ledger, by trading identifier. */
    public Map<String, ChainedTrade> load(Collection<String> tradingIds) {
        if (tradingIds.isEmpty()) {
            return Map.of();
        }
        return byId(jdbc.sql("SELECT * FROM trade WHERE trading_id IN (:ids)").param("ids", tradingIds), tradingIds);
    }

    /** Finds a trade. */
    public Optional<ChainedTrade> find(String tradingId) {
        return Optional.ofNullable(load(List.of(tradingId)).get(tradingId));
    }

    /** The current sequences of the trades that are in the ledger. */
    public Map<String, Long> sequences(Collection<String> tradingIds) {
        Map<String, Long> sequences = new LinkedHashMap<>();
        for (var ids : Parts.of(tradingIds)) {
            jdbc.sql("SELECT trading_id, sequence_number FROM trade WHERE trading_id IN (:ids)")
                    .param("ids", ids)
                    .query(row -> {
                        sequences.put(row.getString("trading_id"), row.getLong("sequence_number"));
                    });
        }
        return sequences;
    }

    /** The orders of the trades that are in the ledger. */
    public Map<String, String> orderReferences(Collection<String> tradingIds) {
        Map<String, String> references = new LinkedHashMap<>();
        for (var ids : Parts.of(tradingIds)) {
            jdbc.sql("SELECT trading_id, order_reference FROM trade WHERE trading_id IN (:ids)")
                    .param("ids", ids)
                    .query(row -> {
                        references.put(row.getString("trading_id"), row.getString("order_reference"));
                    });
        }
        return references;
    }

    /** Returns whether the ledger contains no trade. */
    public boolean isEmpty() {
        return jdbc.sql("SELECT trading_id FROM trade FETCH FIRST 1 ROWS ONLY")
                .query(String.class)
                .list()
                .isEmpty();
    }

    /** The last message of each of these trades that are in the ledger. */
    public Map<String, Head> heads(Collection<String> tradingIds) {
        Map<String, Head> heads = new LinkedHashMap<>();
        for (var ids : Parts.of(tradingIds)) {
            jdbc.sql("SELECT trading_id, sequence_number, last_digest FROM trade WHERE trading_id IN (:ids)")
                    .param("ids", ids)
                    .query(row -> {
                        heads.put(
                                row.getString("trading_id"),
                                new Head(row.getLong("sequence_number"), row.getString("last_digest")));
                    });
        }
        return heads;
    }

    /** The last message of a trade: its sequence, and the digest of its body. */
    public record Head(long sequence, String digest) {}

    /** A trade, with the time at which it was opened. */
    public record Opened(Head head, Instant at) {}

    /** The trades opened after one position and up to another (null: no limit). The first two conditions are those of the index. */
    public Map<String, Opened> openedBetween(Position after, Position upTo) {
        Map<String, Opened> opened = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        SELECT trading_id, sequence_number, last_digest, opened_at FROM trade
                        WHERE opened_at >= :after AND opened_at <= :upTo
                          AND (opened_at > :after OR trading_id > :afterId)
                          AND (opened_at < :upTo OR trading_id <= :upToId)
                        """)
                .param("after", LedgerColumns.time(after == null ? Instant.EPOCH : after.time()))
                .param("afterId", after == null ? "" : after.tradingId())
                .param("upTo", LedgerColumns.time(upTo == null ? LATEST : upTo.time()))
                .param("upToId", upTo == null ? "" : upTo.tradingId())
                .query(row -> {
                    opened.put(
                            row.getString("trading_id"),
                            new Opened(
                                    new Head(row.getLong("sequence_number"), row.getString("last_digest")),
                                    row.getObject("opened_at", OffsetDateTime.class)
                                            .toInstant()));
                });
        return opened;
    }

    /** The trades, newest first. */
    public List<ChainedTrade> newest(int limit, int offset) {
        return jdbc.sql(
                        """
                        SELECT * FROM trade ORDER BY opened_at DESC, trading_id DESC
                        OFFSET :offset ROWS FETCH NEXT :limit ROWS ONLY
                        """)
                .param("offset", offset)
                .param("limit", limit)
                .query((row, index) -> TradeRows.trade(row, List.of()))
                .list();
    }

    /** The closed trades whose last change is before a time and behind a position, in the order of the last change. */
    public List<ChainedTrade> closedBefore(Instant time, Instant after, String afterId, int limit) {
        return jdbc.sql(
                        """
                        SELECT * FROM trade WHERE closed <> FALSE AND changed_at < :time
                          AND (changed_at > :after OR changed_at = :after AND trading_id > :afterId)
                        ORDER BY changed_at, trading_id FETCH NEXT :limit ROWS ONLY
                        """)
                .param("time", LedgerColumns.time(time))
                .param("after", LedgerColumns.time(after))
                .param("afterId", afterId)
                .param("limit", limit)
                .query((row, index) -> TradeRows.trade(row, List.of()))
                .list();
    }

    @Override
    public List<TradeTable> tables() {
        return List.of(
                TradeTable.of("history_entry"),
                TradeTable.of("trade_line"),
                TradeTable.of("trade_due"),
                TradeTable.referenced(2, "trade"));
    }

    /** Inserts new trades with their lines. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void insert(List<ChainedTrade> opened) {
        if (!opened.isEmpty()) {
            batches.batchUpdate(
                    TradeRows.INSERT, opened.stream().map(TradeRows::inserted).toList());
            insertLines(opened);
        }
    }

    /** Updates trades with an optimistic lock: a concurrent update of any of the trades fails the transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void update(List<Update> updates) {
        if (updates.isEmpty()) {
            return;
        }
        var counts = batches.batchUpdate(
                TradeRows.UPDATE,
                updates.stream()
                        .map(update -> TradeRows.updated(update.to(), update.from()))
                        .toList());
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                throw new OptimisticLockingFailureException("Trade "
                        + updates.get(i).to().trade().tradingId() + " was updated concurrently by another process");
            }
        }
        replaceLines(
                updates.stream().filter(Update::isAmendment).map(Update::to).toList());
        var lines = updates.stream()
                .filter(update -> !update.isAmendment())
                .flatMap(update -> update.changedLines().stream())
                .toList();
        if (!lines.isEmpty()) {
            batches.batchUpdate(TradeRows.UPDATE_LINE, lines);
        }
    }

    /** Replaces all that is stored of a trade, after a settlement. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void replace(ChainedTrade from, ChainedTrade to) {
        var tradingId = from.trade().tradingId();
        jdbc.sql(TradeRows.DELETE_LINES).param(tradingId).update();
        int deleted = jdbc.sql(TradeRows.DELETE)
                .params(tradingId, from.trade().sequence(), from.headHash())
                .update();
        if (deleted == 0) {
            throw new OptimisticLockingFailureException("Trade " + tradingId + " was updated concurrently");
        }
        insert(List.of(to));
    }

    /** Replaces all lines, since an amended order can have different lines. */
    private void replaceLines(List<ChainedTrade> amended) {
        if (!amended.isEmpty()) {
            batches.batchUpdate(
                    TradeRows.DELETE_LINES,
                    amended.stream()
                            .map(chained -> new Object[] {chained.trade().tradingId()})
                            .toList());
            insertLines(amended);
        }
    }

    private void insertLines(List<ChainedTrade> trades) {
        batches.batchUpdate(
                TradeRows.INSERT_LINE,
                trades.stream()
                        .flatMap(chained -> chained.trade().lines().stream()
                                .map(line ->
                                        TradeRows.insertedLine(chained.trade().tradingId(), line)))
                        .toList());
    }

    private Map<String, ChainedTrade> byId(JdbcClient.StatementSpec select, Collection<String> tradingIds) {
        Map<String, List<TradeLine>> lines = new HashMap<>();
        jdbc.sql("SELECT * FROM trade_line WHERE trading_id IN (:ids) ORDER BY trading_id, line_number")
                .param("ids", tradingIds)
                .query(row -> {
                    lines.computeIfAbsent(row.getString("trading_id"), id -> new ArrayList<>())
                            .add(TradeRows.line(row));
                });
        Map<String, ChainedTrade> trades = new HashMap<>();
        select.query((ResultSet row) -> put(trades, row, lines));
        return trades;
    }

    private static void put(Map<String, ChainedTrade> trades, ResultSet row, Map<String, List<TradeLine>> lines)
            throws SQLException {
        var id = row.getString("trading_id");
        trades.put(id, TradeRows.trade(row, lines.getOrDefault(id, List.of())));
    }

    /** Update of a trade from its stored to its new state. */
    public record Update(ChainedTrade from, ChainedTrade to) {

        private boolean isAmendment() {
            return to.trade().revision() != from.trade().revision();
        }

        private List<Object[]> changedLines() {
            List<Object[]> changed = new ArrayList<>();
            for (var line : to.trade().lines()) {
                if (!from.trade().lines().contains(line)) {
                    changed.add(TradeRows.updatedLine(to.trade().tradingId(), line));
                }
            }
            return changed;
        }
    }
}

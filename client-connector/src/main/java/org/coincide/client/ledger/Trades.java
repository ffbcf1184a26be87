package org.coincide.client.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coincide.client.verification.TradeLine;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The trades as the last verified message left them. */
@Repository
public class Trades {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    Trades(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** The trades among those named that the ledger has, by trading identifier. */
    public Map<String, ChainedTrade> load(Collection<String> tradingIds) {
        if (tradingIds.isEmpty()) {
            return Map.of();
        }
        return byId(jdbc.sql("SELECT * FROM trade WHERE trading_id IN (:ids)").param("ids", tradingIds), tradingIds);
    }

    /** The trade, where the ledger has it. */
    public Optional<ChainedTrade> find(String tradingId) {
        return Optional.ofNullable(load(List.of(tradingId)).get(tradingId));
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
                .query((row, index) -> TradeRows.held(row, List.of()))
                .list();
    }

    /** Adds trades that have just begun, with their lines. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void open(List<ChainedTrade> opened) {
        if (!opened.isEmpty()) {
            batches.batchUpdate(
                    TradeRows.INSERT, opened.stream().map(TradeRows::inserted).toList());
            insertLines(opened);
        }
    }

    /** Moves trades on. Each must stand where its move begins: another writer's step in between undoes the whole. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void move(List<Move> moves) {
        if (moves.isEmpty()) {
            return;
        }
        var counts = batches.batchUpdate(
                TradeRows.UPDATE,
                moves.stream()
                        .map(move ->
                                TradeRows.updated(move.to(), move.from().trade().sequence()))
                        .toList());
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                throw new OptimisticLockingFailureException("Another writer has moved trade "
                        + moves.get(i).to().trade().tradingId());
            }
        }
        replaceLines(moves.stream().filter(Move::amends).map(Move::to).toList());
        var lines = moves.stream()
                .filter(move -> !move.amends())
                .flatMap(move -> move.changedLines().stream())
                .toList();
        if (!lines.isEmpty()) {
            batches.batchUpdate(TradeRows.UPDATE_LINE, lines);
        }
    }

    /** An amended order may have other lines altogether. */
    private void replaceLines(List<ChainedTrade> amended) {
        if (!amended.isEmpty()) {
            batches.batchUpdate(
                    TradeRows.DELETE_LINES,
                    amended.stream()
                            .map(held -> new Object[] {held.trade().tradingId()})
                            .toList());
            insertLines(amended);
        }
    }

    private void insertLines(List<ChainedTrade> trades) {
        batches.batchUpdate(
                TradeRows.INSERT_LINE,
                trades.stream()
                        .flatMap(held -> held.trade().lines().stream()
                                .map(line -> TradeRows.insertedLine(held.trade().tradingId(), line)))
                        .toList());
    }

    /** A trade's way from what is stored to what is to be stored. */
    public record Move(ChainedTrade from, ChainedTrade to) {

        private boolean amends() {
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
        trades.put(id, TradeRows.held(row, lines.getOrDefault(id, List.of())));
    }
}

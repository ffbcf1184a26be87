package org.coincide.engine.returns;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.coincide.engine.reading.RecordMapper;
import org.coincide.engine.retention.TradeGuard;
import org.coincide.engine.retention.TradeTables;
import org.coincide.engine.returns.GoodsReturn.State;
import org.coincide.engine.trade.Reason;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The returns. The caller of a change holds the lock of the trade. */
@Repository
public class Returns implements TradeTables, TradeGuard {

    private record Pieces(int number, int quantity) {}

    private record Head(String reasonCode, String reasonText) {}

    /** A return as its client requested it, and its outcome. */
    public record RequestedReturn(
            String number, String state, Reason reason, Instant requestedAt, List<RequestedLine> lines) {}

    /**
     * A line of a requested return.
     *
     * @param condition null before the receipt
     */
    public record RequestedLine(int number, int requested, int received, String condition) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;

    Returns(JdbcClient jdbc, JdbcTemplate batches, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /**
     * Adds a requested return.
     *
     * @param requestId id of the request, for a refusal
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(GoodsReturn goodsReturn, String requestId) {
        jdbc.sql(
                        """
                        INSERT INTO goods_return (trading_id, return_number, state, reason_code, reason_text, request_id, asked_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        goodsReturn.tradingId(),
                        goodsReturn.number(),
                        State.REQUESTED.name(),
                        goodsReturn.reason().code(),
                        goodsReturn.reason().text(),
                        requestId,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        batches.batchUpdate(
                """
                INSERT INTO goods_return_line (trading_id, return_number, number, asked, received) VALUES (?, ?, ?, ?, 0)""",
                goodsReturn.pieces().entrySet().stream()
                        .map(line -> new Object[] {
                            goodsReturn.tradingId(), goodsReturn.number(), line.getKey(), line.getValue()
                        })
                        .toList());
    }

    /** Returns the return of this number, as requested. */
    public Optional<GoodsReturn> find(String tradingId, String number) {
        return jdbc.sql("SELECT reason_code, reason_text FROM goods_return WHERE trading_id = ? AND return_number = ?")
                .params(tradingId, number)
                .query(RecordMapper.of(Head.class))
                .optional()
                .map(head -> new GoodsReturn(
                        tradingId,
                        number,
                        new Reason(head.reasonCode(), head.reasonText()),
                        pieces(
                                "SELECT number, asked AS quantity FROM goods_return_line WHERE trading_id = ? AND return_number = ?",
                                tradingId,
                                number)));
    }

    /** Returns the announced pieces of open returns, by line number. */
    public Map<Integer, Integer> awaited(String tradingId) {
        return pieces(
                """
                SELECT l.number AS number, SUM(l.asked) AS quantity FROM goods_return r
                JOIN goods_return_line l ON l.trading_id = r.trading_id AND l.return_number = r.return_number
                WHERE r.trading_id = ? AND r.state = 'REQUESTED' GROUP BY l.number""",
                tradingId);
    }

    /** Returns the received pieces of all returns, by line number. */
    public Map<Integer, Integer> received(String tradingId) {
        return pieces(
                """
                SELECT l.number AS number, SUM(l.received) AS quantity FROM goods_return r
                JOIN goods_return_line l ON l.trading_id = r.trading_id AND l.return_number = r.return_number
                WHERE r.trading_id = ? AND r.state = 'RECEIVED' GROUP BY l.number""",
                tradingId);
    }

    /** Returns all returns of a trade, oldest first. */
    public List<RequestedReturn> of(String tradingId) {
        return jdbc.sql(
                        """
                        SELECT return_number, state, reason_code, reason_text, asked_at FROM goods_return WHERE trading_id = ?
                        ORDER BY asked_at, return_number""")
                .param(tradingId)
                .query((row, index) -> new RequestedReturn(
                        row.getString("return_number"),
                        row.getString("state"),
                        new Reason(row.getString("reason_code"), row.getString("reason_text")),
                        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                        lines(tradingId, row.getString("return_number")).stream()
                                .map(line -> new RequestedLine(
                                        line.number(),
                                        line.requested(),
                                        line.received(),
                                        line.condition() == null
                                                ? null
                                                : line.condition().name()))
                                .toList()))
                .list();
    }

    private SortedMap<Integer, Integer> pieces(String query, Object... parameters) {
        SortedMap<Integer, Integer> pieces = new TreeMap<>();
        jdbc.sql(query)
                .params(parameters)
                .query(RecordMapper.of(Pieces.class))
                .list()
                .forEach(line -> pieces.put(line.number(), line.quantity()));
        return pieces;
    }

    /** Returns the number of open returns by trade: a page of the trades that have any, by trading identifier. */
    public SortedMap<String, Integer> open(String afterId, int limit) {
        SortedMap<String, Integer> open = new TreeMap<>();
        jdbc.sql(
                        """
                        SELECT trading_id, COUNT(*) AS returns FROM goods_return
                        WHERE state = 'REQUESTED' AND trading_id > ? GROUP BY trading_id ORDER BY trading_id LIMIT ?""")
                .params(afterId, limit)
                .query((row, index) -> open.put(row.getString("trading_id"), row.getInt("returns")))
                .list();
        return open;
    }

    /** Returns the number of open returns of a trade. */
    public int open(String tradingId) {
        return jdbc.sql("SELECT COUNT(*) FROM goods_return WHERE trading_id = ? AND state = 'REQUESTED'")
                .param(tradingId)
                .query(Integer.class)
                .single();
    }

    String requestIdOf(String tradingId, String number) {
        return jdbc.sql("SELECT request_id FROM goods_return WHERE trading_id = ? AND return_number = ?")
                .params(tradingId, number)
                .query(String.class)
                .single();
    }

    List<ReturnedLine> lines(String tradingId, String number) {
        return jdbc.sql(
                        """
                        SELECT number, asked AS requested, received, goods_condition AS condition FROM goods_return_line
                        WHERE trading_id = ? AND return_number = ? ORDER BY number""")
                .params(tradingId, number)
                .query(RecordMapper.of(ReturnedLine.class))
                .list();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void recordReceipt(String tradingId, String number, ReturnedLine line) {
        jdbc.sql(
                        """
                        UPDATE goods_return_line SET received = ?, goods_condition = ?
                        WHERE trading_id = ? AND return_number = ? AND number = ?""")
                .params(line.received(), line.condition().name(), tradingId, number, line.number())
                .update();
    }

    /**
     * Closes an open return.
     *
     * @return whether the return was still open
     */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean close(String tradingId, String number, State state) {
        return jdbc.sql(
                                "UPDATE goods_return SET state = ? WHERE trading_id = ? AND return_number = ? AND state = 'REQUESTED'")
                        .params(state.name(), tradingId, number)
                        .update()
                == 1;
    }

    @Override
    public List<TradeTable> tables() {
        return List.of(TradeTable.of("goods_return_line"), TradeTable.referenced("goods_return"));
    }

    @Override
    public Set<String> mustStay(Collection<String> tradingIds) {
        return jdbc.sql(
                        "SELECT DISTINCT trading_id FROM goods_return WHERE trading_id IN (:ids) AND state = 'REQUESTED'")
                .param("ids", tradingIds)
                .query(String.class)
                .set();
    }
}

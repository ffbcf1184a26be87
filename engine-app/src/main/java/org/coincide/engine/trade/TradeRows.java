package org.coincide.engine.trade;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.coincide.engine.trade.status.DeliveryStatus;
import org.coincide.engine.trade.status.OrderStatus;
import org.coincide.engine.trade.status.PaymentStatus;
import org.coincide.engine.trade.status.Statuses;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL statements and row mappings of trades and their lines. */
final class TradeRows {

    static final String INSERT =
            """
            INSERT INTO trade (trading_id, client_id, order_reference, order_digest, order_signature, contents, currency, total,
              order_status, delivery_status, payment_status, authorized, captured, refunded, sequence, closed,
              accepted_at, changed_at, trace_parent) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    static final String INSERT_LINE =
            """
            INSERT INTO trade_line (trading_id, number, sku, quantity, unit_price, cancelled, shipped, delivered, returned)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    static final String AMEND =
            """
            UPDATE trade SET sequence = sequence + 1, revision = revision + 1, order_digest = ?, order_signature = ?, contents = ?,
              total = ?,
              changed_at = ? WHERE trading_id = ?""";

    static final String UPDATE =
            """
            UPDATE trade SET sequence = ?, last_digest = ?, order_status = ?, delivery_status = ?, payment_status = ?, held_from = ?, reason_code = ?,
              reason_text = ?, authorized = ?, captured = ?, refunded = ?, closed = ?, changed_at = ?,
              delivered_at = COALESCE(CAST(? AS TIMESTAMP WITH TIME ZONE), delivered_at) WHERE trading_id = ?""";

    static final String RESTORE =
            """
            UPDATE trade SET order_digest = ?, order_signature = ?, contents = ?, total = ?, revision = ?, sequence = ?,
              last_digest = ?, order_status = ?, delivery_status = ?, payment_status = ?, held_from = ?, reason_code = ?,
              reason_text = ?, authorized = ?, captured = ?, refunded = ?, closed = ?, changed_at = ?,
              delivered_at = COALESCE(CAST(? AS TIMESTAMP WITH TIME ZONE), delivered_at) WHERE trading_id = ?""";

    static final String UPDATE_LINE =
            "UPDATE trade_line SET cancelled = ?, shipped = ?, delivered = ?, returned = ? WHERE trading_id = ? AND number = ?";

    static final String SELECT =
            """
            SELECT t.*, l.number, l.sku, l.quantity, l.unit_price, l.cancelled, l.shipped, l.delivered, l.returned
            FROM trade t JOIN trade_line l ON l.trading_id = t.trading_id""";

    static final String SELECT_LINES =
            """
            SELECT number, sku, quantity, unit_price, cancelled, shipped, delivered, returned
            FROM trade_line WHERE trading_id = ? ORDER BY number""";

    /** The columns of a {@link Trade}. */
    static final List<String> COLUMNS = List.of(
            "trading_id",
            "client_id",
            "order_reference",
            "order_digest",
            "order_signature",
            "contents",
            "currency",
            "total",
            "order_status",
            "delivery_status",
            "payment_status",
            "held_from",
            "reason_code",
            "reason_text",
            "authorized",
            "captured",
            "refunded",
            "sequence",
            "last_digest",
            "closed",
            "accepted_at",
            "changed_at",
            "trace_parent");

    static final String IN_ORDER = " ORDER BY t.accepted_at, t.trading_id, l.number";

    static final String PAGE_OF_IDS =
            """
            SELECT trading_id FROM trade WHERE client_id = :client
              AND (accepted_at > :after OR (accepted_at = :after AND trading_id > :afterId))
            ORDER BY accepted_at, trading_id LIMIT :limit""";

    static final String PAGE_OF_OPEN =
            """
            SELECT trading_id, sequence, order_status, delivery_status, payment_status FROM trade
            WHERE closed = FALSE AND trading_id > ? ORDER BY closed, trading_id LIMIT ?""";

    private TradeRows() {}

    static Statuses statuses(ResultSet row) throws SQLException {
        return new Statuses(
                OrderStatus.valueOf(row.getString("order_status")),
                DeliveryStatus.valueOf(row.getString("delivery_status")),
                PaymentStatus.valueOf(row.getString("payment_status")));
    }

    /** Truncates a time to microseconds, the precision of both databases, so that a stored trade equals the one in memory. */
    static Instant stored(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    static List<Object> values(Trade trade) {
        return Arrays.asList(
                trade.tradingId(),
                trade.clientId(),
                trade.orderReference(),
                trade.orderDigest(),
                trade.orderSignature(),
                trade.contents(),
                trade.currency(),
                trade.total(),
                trade.statuses().order().name(),
                trade.statuses().delivery().name(),
                trade.statuses().payment().name(),
                trade.amounts().authorized(),
                trade.amounts().captured(),
                trade.amounts().refunded(),
                trade.sequence(),
                trade.closed(),
                at(trade.acceptedAt()),
                at(trade.changedAt()),
                trade.traceParent());
    }

    static List<Object> changes(Trade before, Trade trade) {
        return Arrays.asList(
                trade.sequence(),
                trade.lastDigest(),
                trade.statuses().order().name(),
                trade.statuses().delivery().name(),
                trade.statuses().payment().name(),
                trade.heldFrom() == null ? null : trade.heldFrom().name(),
                trade.reason() == null ? null : trade.reason().code(),
                trade.reason() == null ? null : trade.reason().text(),
                trade.amounts().authorized(),
                trade.amounts().captured(),
                trade.amounts().refunded(),
                trade.closed(),
                at(trade.changedAt()),
                deliversPieces(before, trade) ? at(trade.changedAt()) : null,
                trade.tradingId());
    }

    static List<Object> restored(Trade trade, int revision, Instant deliveredAt) {
        List<Object> values = new ArrayList<>(
                Arrays.asList(trade.orderDigest(), trade.orderSignature(), trade.contents(), trade.total(), revision));
        List<Object> changes = changes(trade, trade);
        values.addAll(changes.subList(0, changes.size() - 2));
        values.add(deliveredAt == null ? null : at(deliveredAt));
        values.add(trade.tradingId());
        return values;
    }

    /** Returns whether the change delivers pieces. */
    private static boolean deliversPieces(Trade before, Trade after) {
        return IntStream.range(0, after.lines().size())
                .anyMatch(index -> after.lines().get(index).delivered()
                        > before.lines().get(index).delivered());
    }

    static List<Trade> read(JdbcClient.StatementSpec statement) {
        return statement.query((ResultSet rows) -> {
            Map<String, Trade> trades = new LinkedHashMap<>();
            while (rows.next()) {
                String tradingId = rows.getString("trading_id");
                if (!trades.containsKey(tradingId)) {
                    trades.put(tradingId, withoutLines(rows));
                }
                trades.get(tradingId).lines().add(line(rows));
            }
            return List.copyOf(trades.values());
        });
    }

    /** Returns the trade of a row, to which its lines are to be added. */
    static Trade withoutLines(ResultSet row) throws SQLException {
        String heldFrom = row.getString("held_from");
        String reason = row.getString("reason_code");
        return new Trade(
                row.getString("trading_id"),
                row.getString("client_id"),
                row.getString("order_reference"),
                row.getString("order_digest"),
                row.getString("order_signature"),
                row.getString("contents"),
                row.getString("currency"),
                row.getBigDecimal("total"),
                statuses(row),
                heldFrom == null ? null : OrderStatus.valueOf(heldFrom),
                reason == null ? null : new Reason(reason, row.getString("reason_text")),
                new Amounts(
                        row.getBigDecimal("authorized"), row.getBigDecimal("captured"), row.getBigDecimal("refunded")),
                new ArrayList<>(),
                row.getLong("sequence"),
                row.getString("last_digest"),
                row.getBoolean("closed"),
                row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getString("trace_parent"));
    }

    static TradeLine line(ResultSet row) throws SQLException {
        return new TradeLine(
                row.getInt("number"),
                row.getString("sku"),
                row.getInt("quantity"),
                row.getBigDecimal("unit_price"),
                row.getInt("cancelled"),
                row.getInt("shipped"),
                row.getInt("delivered"),
                row.getInt("returned"));
    }

    static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}

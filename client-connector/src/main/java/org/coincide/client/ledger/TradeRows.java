package org.coincide.client.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.coincide.client.contract.Amounts;
import org.coincide.client.contract.LineQuantities;
import org.coincide.client.verification.Trade;
import org.coincide.client.verification.TradeLine;

/** Maps trades and their lines to rows of {@code trade} and {@code trade_line}. */
final class TradeRows {

    static final String INSERT =
            """
            INSERT INTO trade (order_status, delivery_status, payment_status, held_from, sequence_number, closed,
              amount_authorized, amount_captured, amount_refunded, reason_code, reason_text, changed_at, head_hash,
              last_digest, payment_method, amount_ordered, revision, trading_id, event_source, order_reference, currency, opened_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    static final String UPDATE =
            """
            UPDATE trade SET order_status = ?, delivery_status = ?, payment_status = ?, held_from = ?,
              sequence_number = ?, closed = ?, amount_authorized = ?, amount_captured = ?, amount_refunded = ?,
              reason_code = ?, reason_text = ?, changed_at = ?, head_hash = ?, last_digest = ?, payment_method = ?,
              amount_ordered = ?, revision = ?
            WHERE trading_id = ? AND sequence_number = ? AND head_hash = ?
            """;

    static final String DELETE = "DELETE FROM trade WHERE trading_id = ? AND sequence_number = ? AND head_hash = ?";

    static final String INSERT_LINE =
            """
            INSERT INTO trade_line (cancelled, shipped, delivered, returned, trading_id, line_number, sku, unit_price,
              ordered)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    static final String UPDATE_LINE =
            """
            UPDATE trade_line SET cancelled = ?, shipped = ?, delivered = ?, returned = ?
            WHERE trading_id = ? AND line_number = ?
            """;

    static final String DELETE_LINES = "DELETE FROM trade_line WHERE trading_id = ?";

    private TradeRows() {}

    static Object[] inserted(ChainedTrade chained) {
        var trade = chained.trade();
        return values(
                chained,
                trade.tradingId(),
                trade.source(),
                trade.orderReference(),
                trade.amounts().currency(),
                LedgerColumns.time(trade.openedAt()));
    }

    static Object[] updated(ChainedTrade chained, ChainedTrade before) {
        return values(chained, chained.trade().tradingId(), before.trade().sequence(), before.headHash());
    }

    /** Parameters of both statements: first the columns that every message can change, then the rest. */
    private static Object[] values(ChainedTrade chained, Object... rest) {
        var trade = chained.trade();
        var changing = Stream.of(
                trade.statuses().order(),
                trade.statuses().delivery(),
                trade.statuses().payment(),
                trade.heldFrom(),
                trade.sequence(),
                trade.closed(),
                trade.amounts().authorized(),
                trade.amounts().captured(),
                trade.amounts().refunded(),
                LedgerColumns.code(trade.reason()),
                LedgerColumns.text(trade.reason()),
                LedgerColumns.time(trade.changedAt()),
                chained.headHash(),
                trade.lastDigest(),
                trade.paymentMethod(),
                trade.amounts().ordered(),
                trade.revision());
        return Stream.concat(changing, Stream.of(rest)).toArray();
    }

    static Object[] insertedLine(String tradingId, TradeLine line) {
        var now = line.quantities();
        return new Object[] {
            now.cancelled(),
            now.shipped(),
            now.delivered(),
            now.returned(),
            tradingId,
            line.number(),
            line.sku(),
            line.unitPrice(),
            now.ordered()
        };
    }

    static Object[] updatedLine(String tradingId, TradeLine line) {
        var now = line.quantities();
        return new Object[] {now.cancelled(), now.shipped(), now.delivered(), now.returned(), tradingId, line.number()};
    }

    static ChainedTrade trade(ResultSet row, List<TradeLine> lines) throws SQLException {
        var trade = new Trade(
                row.getString("trading_id"),
                row.getString("event_source"),
                row.getString("order_reference"),
                row.getString("payment_method"),
                row.getInt("revision"),
                LedgerColumns.statuses(row),
                row.getString("held_from"),
                row.getLong("sequence_number"),
                row.getString("last_digest"),
                row.getBoolean("closed"),
                lines,
                amounts(row),
                LedgerColumns.reason(row),
                LedgerColumns.time(row, "opened_at"),
                LedgerColumns.time(row, "changed_at"));
        return new ChainedTrade(trade, row.getString("head_hash"));
    }

    static TradeLine line(ResultSet row) throws SQLException {
        int number = row.getInt("line_number");
        return new TradeLine(
                number,
                row.getString("sku"),
                row.getBigDecimal("unit_price"),
                new LineQuantities(
                        number,
                        row.getInt("ordered"),
                        row.getInt("cancelled"),
                        row.getInt("shipped"),
                        row.getInt("delivered"),
                        row.getInt("returned")));
    }

    private static Amounts amounts(ResultSet row) throws SQLException {
        return new Amounts(
                row.getString("currency"),
                row.getBigDecimal("amount_ordered"),
                row.getBigDecimal("amount_authorized"),
                row.getBigDecimal("amount_captured"),
                row.getBigDecimal("amount_refunded"));
    }
}

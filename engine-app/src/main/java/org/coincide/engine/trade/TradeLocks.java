package org.coincide.engine.trade;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Locks the row of a trade and reads it by the same statement: an update that changes nothing and returns the row. An update locks on
 * every database; HSQLDB has no other lock of a row.
 */
@Component
class TradeLocks {

    private final JdbcTemplate jdbc;
    private final RecentLines recent;

    TradeLocks(JdbcTemplate jdbc, TradeProperties properties) {
        this.jdbc = jdbc;
        this.recent = new RecentLines(properties.recentLines());
    }

    /** Returns the trade with its row locked until the end of the transaction; empty if there is none. */
    Optional<Trade> lock(String tradingId) {
        return lock(TradeRows.LOCK, tradingId);
    }

    Optional<Trade> lockUnlessWithdrawn(String tradingId) {
        return lock(TradeRows.LOCK_UNLESS_WITHDRAWN, tradingId);
    }

    private Optional<Trade> lock(String update, String tradingId) {
        Optional<Trade> row = Optional.ofNullable(
                jdbc.execute((ConnectionCallback<Trade>) connection -> lockedRow(connection, update, tradingId)));
        row.ifPresent(trade -> trade.lines().addAll(lines(trade)));
        return row;
    }

    private static Trade lockedRow(Connection connection, String update, String tradingId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(update, columns(connection))) {
            statement.setString(1, tradingId);
            if (statement.executeUpdate() == 0) {
                return null;
            }
            try (ResultSet row = statement.getGeneratedKeys()) {
                row.next();
                return TradeRows.withoutLines(row);
            }
        }
    }

    private static String[] columns(Connection connection) throws SQLException {
        boolean upperCase = connection.getMetaData().storesUpperCaseIdentifiers();
        return TradeRows.COLUMNS.stream()
                .map(column -> upperCase ? column.toUpperCase(Locale.ROOT) : column)
                .toArray(String[]::new);
    }

    private List<TradeLine> lines(Trade row) {
        Optional<Trade> seen = LockedTrades.seen(row.tradingId()).filter(trade -> trade.sequence() == row.sequence());
        return seen.map(Trade::lines)
                .or(() -> recent.of(row.tradingId(), row.sequence()))
                .orElseGet(() ->
                        jdbc.query(TradeRows.SELECT_LINES, (line, index) -> TradeRows.line(line), row.tradingId()));
    }

    /** Remembers the lines of a trade as its transaction has committed it. */
    void committed(Trade trade) {
        recent.put(trade);
    }
}

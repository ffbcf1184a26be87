package org.coincide.engine.trade;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.coincide.engine.postgresql.ServerDatabase;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Locks the row of a trade and reads it by the same statement. HSQLDB has no lock of a row but an update, so there it is an update that changes
 * nothing and returns the row. PostgreSQL would write each such update as a new row, so there it is a query with a lock.
 */
@Component
class TradeLocks {

    private static final String ROW = " WHERE trading_id = ?";
    private static final String NOT_WITHDRAWN = " AND withdrawn = FALSE";

    /** The lock that the update of a row takes: other transactions may refer to the trade meanwhile. */
    private static final String QUERY_LOCK = " FOR NO KEY UPDATE";

    private final JdbcTemplate jdbc;
    private final RecentLines recent;
    private final boolean byQuery;

    TradeLocks(JdbcTemplate jdbc, TradeProperties properties, ServerDatabase database) {
        this.jdbc = jdbc;
        this.recent = new RecentLines(properties.recentLines());
        this.byQuery = database.isPostgresql();
    }

    /** Returns the trade with its row locked until the end of the transaction; empty if there is none. */
    Optional<Trade> lock(String tradingId) {
        return lock(ROW, tradingId);
    }

    Optional<Trade> lockUnlessWithdrawn(String tradingId) {
        return lock(ROW + NOT_WITHDRAWN, tradingId);
    }

    private Optional<Trade> lock(String condition, String tradingId) {
        Optional<Trade> row = byQuery ? queried(condition, tradingId) : updated(condition, tradingId);
        row.ifPresent(trade -> trade.lines().addAll(lines(trade)));
        return row;
    }

    private Optional<Trade> queried(String condition, String tradingId) {
        String columns = String.join(", ", TradeRows.COLUMNS);
        return jdbc
                .query(
                        "SELECT " + columns + " FROM trade" + condition + QUERY_LOCK,
                        (row, index) -> TradeRows.withoutLines(row),
                        tradingId)
                .stream()
                .findFirst();
    }

    private Optional<Trade> updated(String condition, String tradingId) {
        String update = "UPDATE trade SET sequence = sequence" + condition;
        return Optional.ofNullable(
                jdbc.execute((ConnectionCallback<Trade>) connection -> lockedRow(connection, update, tradingId)));
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

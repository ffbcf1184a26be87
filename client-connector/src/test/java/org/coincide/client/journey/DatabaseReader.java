package org.coincide.client.journey;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;
import org.coincide.client.journey.SystemSnapshot.Call;
import org.coincide.client.journey.SystemSnapshot.Ledger;
import org.coincide.client.journey.SystemSnapshot.Message;
import org.coincide.client.journey.SystemSnapshot.Movement;
import org.coincide.client.journey.SystemSnapshot.Parcel;
import org.coincide.client.journey.SystemSnapshot.PartnerRecords;
import org.coincide.client.journey.SystemSnapshot.PlacedOrder;
import org.coincide.client.journey.SystemSnapshot.ServerRecords;
import org.coincide.client.journey.SystemSnapshot.Stock;
import org.coincide.client.journey.SystemSnapshot.Trade;
import org.coincide.client.journey.SystemSnapshot.Transfer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Reads an application's tables; on HSQLDB only while the application is stopped. */
public final class DatabaseReader implements AutoCloseable {

    private final SingleConnectionDataSource connection;
    private final JdbcClient jdbc;

    private DatabaseReader(String url, String user) {
        this.connection = new SingleConnectionDataSource(url, user, "", true);
        this.jdbc = JdbcClient.create(connection);
    }

    public static DatabaseReader ofServer(Path dataDirectory) {
        return new DatabaseReader(hsqldb(dataDirectory.resolve("server").resolve("coincide")), "SA");
    }

    public static DatabaseReader ofClient(Path dataDirectory, String clientId) {
        return new DatabaseReader(
                hsqldb(dataDirectory.resolve("client-" + clientId).resolve("ledger")), "SA");
    }

    public static DatabaseReader of(String url, String user) {
        return new DatabaseReader(url, user);
    }

    private static String hsqldb(Path files) {
        return "jdbc:hsqldb:file:" + files + ";hsqldb.tx=mvcc;ifexists=true;shutdown=true";
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    Ledger ledger(String client) {
        return new Ledger(
                jdbc.sql("SELECT order_reference, state, trading_id FROM placed_order")
                        .query((row, index) -> new PlacedOrder(row.getString(1), row.getString(2), row.getString(3)))
                        .list(),
                jdbc.sql("SELECT t.*, sequence_number AS sequence, '" + client + "' AS client_id FROM trade t")
                        .query((row, index) -> trade(row))
                        .list(),
                jdbc.sql("SELECT trading_id, sequence_number, body FROM history ORDER BY trading_id, sequence_number")
                        .query((row, index) -> new Message(client, row.getString(1), row.getLong(2), row.getString(3)))
                        .list(),
                jdbc.sql("SELECT warning_type FROM warning").query(String.class).list(),
                count("quarantine WHERE state = 'WAITING'"));
    }

    ServerRecords server() {
        return new ServerRecords(
                jdbc.sql("SELECT * FROM trade")
                        .query((row, index) -> trade(row))
                        .list(),
                jdbc.sql(
                                """
                                SELECT client_id, trading_id, sequence, body FROM journal
                                WHERE trading_id IS NOT NULL ORDER BY trading_id, sequence""")
                        .query((row, index) ->
                                new Message(row.getString(1), row.getString(2), row.getLong(3), row.getString(4)))
                        .list(),
                count("journal WHERE unsent = TRUE"),
                count("act_ru_execution"),
                jdbc.sql("SELECT trading_id, kind, state, amount, currency FROM payment_movement")
                        .query((row, index) -> new Movement(
                                row.getString(1), row.getString(2), row.getString(3), amount(row, 4), row.getString(5)))
                        .list(),
                jdbc.sql("SELECT sku, on_hand, reserved FROM stock")
                        .query((row, index) -> new Stock(row.getString(1), row.getInt(2), row.getInt(3)))
                        .list(),
                shipped());
    }

    private Map<String, Integer> shipped() {
        return jdbc.sql("SELECT sku, SUM(shipped) AS pieces FROM trade_line GROUP BY sku").query().listOfRows().stream()
                .collect(Collectors.toMap(
                        row -> (String) row.get("sku"), row -> ((Number) row.get("pieces")).intValue()));
    }

    PartnerRecords partners() {
        return new PartnerRecords(
                jdbc.sql(
                                """
                                SELECT idempotency_key, operation, authorization_reference, reference, amount, currency, answer
                                FROM simulated_provider_call""")
                        .query((row, index) -> new Call(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                amount(row, 5),
                                row.getString(6),
                                row.getString(7)))
                        .list(),
                jdbc.sql("SELECT trading_id, amount, currency FROM simulated_bank_transfer")
                        .query((row, index) -> new Transfer(row.getString(1), amount(row, 2), row.getString(3)))
                        .list(),
                jdbc.sql("SELECT idempotency_key, tracking_number FROM simulated_shipment")
                        .query((row, index) -> new Parcel(row.getString(1), row.getString(2)))
                        .list());
    }

    int count(String table) {
        return jdbc.sql("SELECT COUNT(*) FROM " + table).query(Integer.class).single();
    }

    private static Trade trade(ResultSet row) throws SQLException {
        return new Trade(
                row.getString("trading_id"),
                row.getString("client_id"),
                row.getString("order_reference"),
                String.join(
                        "/",
                        row.getString("order_status"),
                        row.getString("delivery_status"),
                        row.getString("payment_status")),
                row.getLong("sequence"),
                row.getBoolean("closed"));
    }

    private static BigDecimal amount(ResultSet row, int column) throws SQLException {
        return row.getBigDecimal(column).stripTrailingZeros();
    }

    @Override
    public void close() {
        connection.destroy();
    }
}

package org.coincide.engine.benchmark;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Fills a server's tables with copies of finished trades and of all engine data about them. A copy differs from its
 * original only in its ids (eight characters of each are the copy's number), so that indexes see realistic values.
 */
final class StoredTrades {

    private static final int AT_ONCE = 25;

    /**
     * Columns that begin with an id, of which eight characters from its end are replaced. In other columns the last
     * eight are replaced.
     */
    private static final Set<String> KEYS =
            Set.of("idempotency_key", "authorization_key", "source_key", "consignment_id", "id", "reference");

    private static final Set<String> IDS = Set.of(
            "id_",
            "proc_inst_id_",
            "root_proc_inst_id_",
            "process_instance_id_",
            "execution_id_",
            "act_inst_id_",
            "parent_act_inst_id_",
            "call_proc_inst_id_",
            "super_process_instance_id_",
            "business_key_",
            "job_id_",
            "var_inst_id_",
            "trading_id",
            "order_reference",
            "event_id",
            "provider_reference",
            "authorization_reference",
            "merchant_reference",
            "transaction_id",
            "tracking_number");

    private static final List<String> TABLES = List.of(
            "trade",
            "trade_line",
            "journal",
            "payment_account",
            "payment_movement",
            "invoice",
            "bank_payment",
            "consignment",
            "consignment_line",
            "carrier_event",
            "simulated_provider_call",
            "simulated_authorization",
            "simulated_bank_transfer",
            "simulated_shipment",
            "act_hi_procinst",
            "act_hi_actinst",
            "act_hi_varinst",
            "act_hi_detail",
            "act_hi_job_log");

    private final JdbcClient jdbc;
    private final boolean hsqldb;

    StoredTrades(JdbcClient jdbc, boolean hsqldb) {
        this.jdbc = jdbc;
        this.hsqldb = hsqldb;
    }

    /** Copies the rows until there are the given number of times as many. */
    void multiply(int times) {
        multiply(times, TABLES);
    }

    /** Copies the rows of some tables, each after those to which it refers. */
    void multiply(int times, List<String> tables) {
        if (hsqldb) {
            jdbc.sql("SET FILES LOG FALSE").update();
        }
        tables.forEach(table -> multiply(table, times));
        // The filling must not be cleaned up after while the measurement runs.
        jdbc.sql(hsqldb ? "SET FILES LOG TRUE" : "VACUUM (ANALYZE)").update();
    }

    /** PostgreSQL builds an index of existing rows much faster than it adds to one. */
    private void multiply(String table, int times) {
        jdbc.sql("CREATE TABLE original AS (SELECT * FROM %s) WITH DATA".formatted(table))
                .update();
        List<Index> indexes = hsqldb ? List.of() : indexes(table);
        indexes.forEach(index -> jdbc.sql("DROP INDEX " + index.name()).update());
        List<String> columns = columns(table);
        for (int first = 1; first < times; first += AT_ONCE) {
            copy(table, columns, first, Math.min(AT_ONCE, times - first));
        }
        indexes.forEach(index -> jdbc.sql(index.definition()).update());
        jdbc.sql("DROP TABLE original").update();
    }

    private record Index(String name, String definition) {}

    private List<Index> indexes(String table) {
        return jdbc.sql(
                        """
                        SELECT indexname AS name, indexdef AS definition FROM pg_indexes
                        WHERE tablename = ? AND indexdef NOT LIKE '%UNIQUE%'""")
                .param(table)
                .query(Index.class)
                .list();
    }

    private void copy(String table, List<String> columns, int first, int copies) {
        String numbers = hsqldb
                ? "UNNEST(SEQUENCE_ARRAY(%d, %d, 1)) AS copy(number_)".formatted(first, first + copies - 1)
                : "generate_series(%d, %d) AS copy(number_)".formatted(first, first + copies - 1);
        String values = columns.stream().map(column -> value(table, column)).collect(Collectors.joining(", "));
        jdbc.sql("INSERT INTO %s (%s) SELECT %s FROM original o CROSS JOIN %s"
                        .formatted(table, String.join(", ", columns), values, numbers))
                .update();
    }

    private String value(String table, String column) {
        String number = "'copy' || LPAD(CAST(copy.number_ AS VARCHAR(4)), 4, '0')";
        if (!table.startsWith("act_") && KEYS.contains(column)) {
            return "SUBSTRING(o.%s FROM 1 FOR 28) || %s || SUBSTRING(o.%s FROM 37)".formatted(column, number, column);
        }
        if (IDS.contains(column)) {
            return "SUBSTRING(o.%s FROM 1 FOR CHAR_LENGTH(o.%s) - 8) || %s".formatted(column, column, number);
        }
        return "o." + column;
    }

    /** All columns except the journal's identity, which the database generates. */
    private List<String> columns(String table) {
        return jdbc
                .sql("SELECT LOWER(column_name) FROM information_schema.columns WHERE LOWER(table_name) = ?"
                        + " AND LOWER(table_schema) = 'public'")
                .param(table)
                .query(String.class)
                .list()
                .stream()
                .filter(column -> !(table.equals("journal") && column.equals("id")))
                .toList();
    }
}

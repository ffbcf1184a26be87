package org.coincide.engine.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.coincide.engine.support.Database;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Copies all trades of a PostgreSQL database, finished or waiting, with all that the engine and the simulators know of them. A copy
 * differs from its original in the end of each id. The tables are those that the database has, except for those without trades.
 */
final class CopiedTrades {

    /** Tables without trades: what all of them share, and the books of operators. */
    private static final Pattern SHARED = Pattern.compile(
            "act_(re|ge|id)_.*|act_ru_(jobdef|authorization|filter|.*meter_log)|act_hi_op_log|.*_schema_history"
                    + "|product|product_price|stock|client|client_.*|relay_lease|retention_night|statement|statement_head"
                    + "|signing_key|event_feed|model_deployment|operator_action|dead_letter|receipt|trade_receipt");

    /** Columns with ids of what all trades share. */
    private static final Pattern SHARED_IDS = Pattern.compile(".*(_def_|definition_|deployment_).*");

    /** Ids of partners, which have another form. */
    private static final Set<String> PARTNERS_IDS = Set.of(
            "provider_reference",
            "authorization_reference",
            "merchant_reference",
            "transaction_id",
            "tracking_number",
            "reference");

    private static final String PLACE = "########";

    /** In hexadecimal, eight digits that no address of a network card ends in by chance: the engine's ids end in one. */
    private static final int FIRST = 0x3c0de000;

    private CopiedTrades() {}

    private record Column(String name, boolean isText) {

        String inOriginal(String table) {
            if (!isText || SHARED_IDS.matcher(name).matches()) {
                return name;
            }
            String byUuid = "REGEXP_REPLACE(%s, '([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{4})[0-9a-f]{8}', '\\1%s', 'g')"
                    .formatted(name, PLACE);
            boolean ofPartner = PARTNERS_IDS.contains(name) || table.equals("carrier_event") && name.equals("id");
            return ofPartner
                    ? "CASE WHEN %1$s ~ '[0-9a-f]{8}-[0-9a-f]{4}' THEN %2$s ELSE OVERLAY(%1$s PLACING '%3$s' FROM LENGTH(%1$s) - 7) END"
                            .formatted(name, byUuid, PLACE)
                    : byUuid;
        }

        String inCopy() {
            return isText
                    ? "REPLACE(original.%s, '%s', LPAD(TO_HEX(copy.copy_number), 8, '0'))".formatted(name, PLACE)
                    : "original." + name;
        }
    }

    /** Adds the copies, and lets PostgreSQL know the sizes of the tables. */
    static void add(Database to, int copies) throws SQLException {
        insert(to, copies);
        try (Connection connection = DriverManager.getConnection(to.url(), to.username(), to.password());
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM (ANALYZE)");
        }
    }

    /** Adds the copies without statements that change a schema or statistics, so that PostgreSQL keeps the plans that it has. */
    static void insert(Database to, int copies) throws SQLException {
        try (Connection connection = DriverManager.getConnection(to.url(), to.username(), to.password());
                Statement statement = connection.createStatement()) {
            // Rows are copied table by table, so a row can be there before the one to which it refers.
            statement.execute("SET session_replication_role = replica");
            JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            tables(jdbc).forEach(table -> copy(jdbc, table, copies));
            // No timer becomes due while a test works.
            statement.execute("UPDATE act_ru_job SET duedate_ = duedate_ + INTERVAL '1' DAY");
        }
    }

    /** The tables whose rows belong to a trade. */
    static List<String> tables(JdbcClient jdbc) {
        return jdbc
                .sql(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'")
                .query(String.class)
                .list()
                .stream()
                .filter(table -> !SHARED.matcher(table).matches())
                .toList();
    }

    private static void copy(JdbcClient jdbc, String table, int copies) {
        var columns = jdbc.sql(
                        """
                        SELECT column_name AS name, data_type LIKE 'character%' OR data_type = 'text' AS is_text
                        FROM information_schema.columns WHERE table_name = ? AND table_schema = 'public' AND is_identity = 'NO'
                        ORDER BY ordinal_position""")
                .param(table)
                .query(Column.class)
                .list();
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        String originals = columns.stream()
                .map(column -> column.inOriginal(table) + " AS " + column.name())
                .collect(Collectors.joining(", "));
        jdbc.sql(
                        """
                        WITH original AS MATERIALIZED (SELECT %1$s, ROW_NUMBER() OVER () AS original_number FROM %2$s)
                        INSERT INTO %2$s (%3$s) SELECT %4$s FROM original CROSS JOIN GENERATE_SERIES(%5$d, %6$d) AS copy(copy_number)
                        ORDER BY original_number, copy_number"""
                                .formatted(
                                        originals,
                                        table,
                                        names,
                                        columns.stream().map(Column::inCopy).collect(Collectors.joining(", ")),
                                        FIRST,
                                        FIRST + copies - 1))
                .update();
    }
}

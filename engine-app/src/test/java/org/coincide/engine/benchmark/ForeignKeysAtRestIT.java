package org.coincide.engine.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import org.coincide.engine.support.Database;
import org.coincide.engine.support.Databases;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Checks of foreign keys by the plans that PostgreSQL makes while a server rests after some hundred trades. The tables of running trades are empty
 * then. PostgreSQL keeps these plans while the tables fill, for a minute or more; each trade has some five hundred of these checks.
 */
class ForeignKeysAtRestIT {

    /** Copies of each trade. With a few pages only, a table is read from end to end at any time. */
    private static final int COPIES = 1000;

    private static final Predicate<String> OF_RUNNING_TRADES = table -> table.startsWith("act_ru_");

    /** Of each foreign key of a table of running trades to another one: the table, and a condition as PostgreSQL checks it. */
    private static final String FOREIGN_KEYS =
            """
            SELECT c.conrelid::regclass::text AS table_name, a.attname AS column_name
            FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
            WHERE c.contype = 'f' AND c.conrelid::regclass::text LIKE 'act\\_ru\\_%' AND c.confrelid::regclass::text LIKE 'act\\_ru\\_%'""";

    private record ForeignKey(String tableName, String columnName) {}

    @Test
    void foreignKeysAreCheckedByIndexesAfterARest() throws Exception {
        Database database = Databases.postgresql();
        try (Server server = Server.start(Variant.COINCIDE, database, TradeStages.SETTINGS);
                CountingClient client = server.client()) {
            JdbcClient jdbc = JdbcClient.create(
                    new DriverManagerDataSource(database.url(), database.username(), database.password()));
            server.work();
            new TradeStages(jdbc, client).waitForAllPartners();
            server.rest();
            CopiedTrades.insert(database, COPIES);
            List<ForeignKey> keys = jdbc.sql(FOREIGN_KEYS).query(ForeignKey.class).list().stream()
                    .filter(key -> rows(jdbc, key.tableName()) > COPIES)
                    .toList();
            assertThat(keys).as("foreign keys of tables with rows").hasSizeGreaterThan(5);

            try (KeptTrades kept = new KeptTrades(database)) {
                kept.empty(OF_RUNNING_TRADES);

                assertThat(keys).allSatisfy(key -> assertThat(plan(jdbc, key)).doesNotContain("Seq Scan"));
            }
        }
    }

    private static long rows(JdbcClient jdbc, String table) {
        return jdbc.sql("SELECT COUNT(*) FROM " + table).query(Long.class).single();
    }

    private static String plan(JdbcClient jdbc, ForeignKey key) {
        return String.join(
                "\n",
                jdbc.sql("EXPLAIN SELECT 1 FROM ONLY %s x WHERE 'none' = %s FOR KEY SHARE OF x"
                                .formatted(key.tableName(), key.columnName()))
                        .query(String.class)
                        .list());
    }
}

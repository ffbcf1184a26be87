package org.coincide.engine.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.function.Predicate;
import org.coincide.engine.support.Database;
import org.coincide.engine.support.Databases;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Checks of foreign keys, of which each trade has some three hundred. PostgreSQL makes plans for them while a server rests after some hundred
 * trades. The tables of running trades are empty then, and PostgreSQL keeps these plans while the tables fill, for a minute or more.
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

    /** PostgreSQL plans the first executions of each statement for their values, and compares the costs with those of a plan for any value. */
    private static final int ALWAYS_PLANNED = 5;

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

            try (SavedTradeTables kept = new SavedTradeTables(database)) {
                kept.empty(OF_RUNNING_TRADES);

                assertThat(keys).allSatisfy(key -> assertThat(plan(jdbc, key)).doesNotContain("Seq Scan"));
            }
        }
    }

    /** As many trades run as finish in a tenth of a second, in tables with the pages of a thousand. */
    @Test
    void plansOfForeignKeysAreKept() throws Exception {
        Database database = Databases.postgresql();
        try (Server server = Server.start(Variant.COINCIDE, database, TradeStages.SETTINGS);
                CountingClient client = server.client();
                Connection session =
                        DriverManager.getConnection(database.url(), database.username(), database.password())) {
            JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(session, true));
            server.work();
            new TradeStages(jdbc, client).waitForAllPartners();
            server.rest();
            try (SavedTradeTables kept = new SavedTradeTables(database)) {
                CopiedTrades.insert(database, COPIES);
                kept.empty(OF_RUNNING_TRADES);
                kept.restore(OF_RUNNING_TRADES);
                jdbc.sql("ANALYZE").update();
                List<ForeignKey> keys = jdbc.sql(FOREIGN_KEYS).query(ForeignKey.class).list().stream()
                        .filter(key -> rows(jdbc, key.tableName()) > 0)
                        .toList();
                assertThat(keys).as("foreign keys of tables with rows").hasSizeGreaterThan(5);

                assertThat(keys).allSatisfy(key -> assertThat(plansForSingleValues(jdbc, key))
                        .as("plans for single values")
                        .isEqualTo(ALWAYS_PLANNED));
            }
        }
    }

    private static long plansForSingleValues(JdbcClient jdbc, ForeignKey key) {
        String statement = key.tableName() + "_" + key.columnName();
        jdbc.sql("PREPARE %s(text) AS SELECT 1 FROM ONLY %s x WHERE $1 = %s FOR KEY SHARE OF x"
                        .formatted(statement, key.tableName(), key.columnName()))
                .update();
        for (int execution = 0; execution < 2 * ALWAYS_PLANNED; execution++) {
            jdbc.sql("EXECUTE %s('none')".formatted(statement))
                    .query(Integer.class)
                    .list();
        }
        return jdbc.sql("SELECT custom_plans FROM pg_prepared_statements WHERE name = ?")
                .param(statement)
                .query(Long.class)
                .single();
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

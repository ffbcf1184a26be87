package org.coincide.engine.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.coincide.engine.benchmark.HeldStatements.Execution;
import org.coincide.engine.benchmark.RecordedStatements.Recorded;
import org.coincide.engine.reconciliation.Reconciler;
import org.coincide.engine.support.Database;
import org.coincide.engine.support.Databases;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The statements of real trades, executed in a PostgreSQL database that has filled by the plans of empty tables. A server at rest
 * has empty tables of running trades; PostgreSQL keeps plans that it makes then for a minute or more, until it analyzes the tables again. Such a plan
 * reads whole tables, which is fast enough. Whole tables for each row of another one are not: a server with a thousand trades would stand still. The
 * reports are in {@code target/plans-of-empty-tables.txt}.
 */
class PlansOfEmptyTablesIT {

    /** Copies of each trade. */
    private static final int COPIES = 300;

    /** A statement may read a table from end to end, and the same one for each of its parts. */
    private static final int FACTOR = 8;

    /** Rows of tables that do not grow with trades. */
    private static final int SMALL = 2000;

    private static final Predicate<String> OF_RUNNING_TRADES = table -> table.startsWith("act_ru_");
    private static final Predicate<String> OF_ALL_TRADES = table -> true;

    /** A table that no statement reads from end to end unless its plan was made when the table was empty. */
    private static final String WITNESS = "trade_line";

    private final List<String> report = new ArrayList<>();
    private final List<String> excessive = new ArrayList<>();
    private long longest;

    @Test
    void noPlanOfEmptyTablesReadsATableForEachRowOfOne() throws Exception {
        Database database = Databases.postgresql();
        List<Recorded> statements = recorded(database);
        try (SavedTradeTables kept = new SavedTradeTables(database)) {
            for (Predicate<String> emptied : List.of(OF_RUNNING_TRADES, OF_ALL_TRADES)) {
                kept.empty(emptied);
                try (HeldStatements held = new HeldStatements(database)) {
                    for (Recorded statement : statements) {
                        held.hold(statement);
                    }
                    kept.restore(emptied);
                    CopiedTrades.insert(database, COPIES);
                    judge(held, rows(database));
                }
            }
        }
        Files.write(Path.of("target", "plans-of-empty-tables.txt"), report);
        assertThat(excessive).isEmpty();
        assertThat(longest)
                .as("rows read of " + WITNESS + " by a plan of the empty table")
                .isGreaterThanOrEqualTo(rows(database).get(WITNESS));
    }

    /** The statements of trades that end and trades that wait, and of the polls meanwhile. */
    private static List<Recorded> recorded(Database database) throws Exception {
        try (Server server = Server.start(
                        Variant.COINCIDE, database, TradeStages.SETTINGS, RecordedStatements.Between.class);
                CountingClient client = server.client()) {
            TradeStages trades = new TradeStages(direct(database), client);
            RecordedStatements statements = server.bean(RecordedStatements.class);
            statements.begin();
            server.work();
            trades.finish();
            trades.waitForAllPartners();
            server.bean(Reconciler.class).compare();
            statements.end();
            return statements.reading();
        }
    }

    private void judge(HeldStatements held, Map<String, Long> rows) throws Exception {
        for (Recorded statement : held.statements()) {
            Execution worst = held.execute(statement, execution -> isExcessive(execution, rows));
            String line = "%s read of at most %d rows, %s: %s"
                    .formatted(
                            worst.cancelled() ? "Too many" : worst.allVisits(),
                            worst.rows(rows),
                            worst.visits(),
                            (statement.isPlannedEachTime() ? "planned each time: " : "") + statement);
            report.add(line);
            if (isExcessive(worst, rows)) {
                excessive.add(line + "\n" + held.plan(statement));
            }
            longest = Math.max(longest, worst.visits().getOrDefault(WITNESS, 0L));
        }
    }

    private static boolean isExcessive(Execution execution, Map<String, Long> rows) {
        return execution.allVisits() > Math.max(SMALL, FACTOR * execution.rows(rows));
    }

    private static Map<String, Long> rows(Database database) {
        JdbcClient jdbc = direct(database);
        Map<String, Long> rows = new HashMap<>();
        jdbc.sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
                .query(String.class)
                .list()
                .forEach(table -> rows.put(
                        table,
                        jdbc.sql("SELECT COUNT(*) FROM public." + table)
                                .query(Long.class)
                                .single()));
        return rows;
    }

    /** Not by the server's connections, whose statements are recorded. */
    private static JdbcClient direct(Database database) {
        return JdbcClient.create(new DriverManagerDataSource(database.url(), database.username(), database.password()));
    }
}

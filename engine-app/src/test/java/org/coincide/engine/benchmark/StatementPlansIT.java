package org.coincide.engine.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import org.coincide.engine.benchmark.RecordedStatements.Recorded;
import org.coincide.engine.reconciliation.Reconciler;
import org.coincide.engine.support.Database;
import org.coincide.engine.support.Databases;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The statements of real trades, and of all polls meanwhile, in a PostgreSQL database with thousands of trades that wait or have
 * ended: none reads ten times as many rows as it returns, and none is executed for each of the trades that wait. The statements are those
 * that the server sends, so that a new one is tested without a change here. The reports are in {@code target/statement-plans.txt}.
 */
class StatementPlansIT {

    /** Copies of each trade. {@code -Dplans.copies=25000} gives a million rows of the journal, and takes half an hour. */
    private static final int COPIES = Integer.getInteger("plans.copies", 1000);

    private static final int FACTOR = 10;

    /** Executions of a statement that are explained. */
    private static final int EXAMPLES = 3;

    /** Rows of a table that does not grow with trades, such as stock or process definitions: these are read from end to end. */
    private static final int SMALL = 100;

    /** Parts of the statements that look at all open trades, for metrics and for the reconciler, in turns of some minutes. */
    private static final List<String> OF_ALL_OPEN = List.of(
            "AS open_trade GROUP BY",
            "AS TASK_COUNT_",
            "from ACT_RU_TASK RES WHERE ( 1 = 1 and RES.TASK_DEF_KEY_ in",
            "WHERE ( RES.PARENT_ID_ is null and ( RES.SUSPENSION_STATE_ = ? ) )",
            "from ACT_RU_JOB RES WHERE RES.SUSPENSION_STATE_ = ?",
            "WHERE E.ROOT_PROC_INST_ID_ = E.ID_");

    /** An index of a million rows has four levels, a statement of the engine joins a few tables, and rows that were changed leave old ones. */
    private static final int PAGES = 300;

    /** Pages for each row: one that is marked as sent is found by an index, and has a new entry in three, of four levels each. */
    private static final int PAGES_OF_A_ROW = 25;

    @Test
    void noStatementReadsManyMoreRowsThanItReturns() throws Exception {
        Database database = Databases.postgresql();
        try (Server server = Server.start(
                        Variant.COINCIDE, database, TradeStages.SETTINGS, RecordedStatements.Between.class);
                CountingClient client = server.client()) {
            // Not the server's, whose statements are recorded.
            JdbcClient jdbc = JdbcClient.create(
                    new DriverManagerDataSource(database.url(), database.username(), database.password()));
            TradeStages trades = new TradeStages(jdbc, client);
            server.work();
            trades.finish();
            trades.waitForAllPartners();
            server.rest();
            CopiedTrades.add(database, COPIES);

            RecordedStatements statements = server.bean(RecordedStatements.class);
            statements.begin();
            server.work();
            trades.finish();
            server.bean(Reconciler.class).compare();
            statements.end();
            server.rest();

            long open = trades.count("trade WHERE NOT closed");
            List<String> report = new ArrayList<>();
            List<String> excessive = new ArrayList<>();
            try (Connection connection =
                    DriverManager.getConnection(database.url(), database.username(), database.password())) {
                connection.setAutoCommit(false);
                for (Recorded statement : statements.reading()) {
                    StatementPlan plan = worst(connection, statement);
                    String line = "%d read, %d returned, %d pages, %d times: %s"
                            .formatted(plan.read(), plan.returned(), plan.pages(), statement.executions(), statement);
                    report.add(line);
                    if (isExcessive(statement, plan, open)) {
                        excessive.add(line + "\n" + plan.text());
                    }
                }
            }
            Files.write(Path.of("target", "statement-plans.txt"), report);

            assertThat(excessive).isEmpty();
            assertThat(statements.all().stream()
                            .filter(statement -> statement.executions() > COPIES / 2)
                            .map(statement -> statement.executions() + " times: " + statement))
                    .as("statements for each waiting trade")
                    .isEmpty();
        }
    }

    private static boolean isExcessive(Recorded statement, StatementPlan plan, long open) {
        boolean ofAllOpen = OF_ALL_OPEN.stream().anyMatch(statement.toString()::contains);
        long rows = ofAllOpen ? open : plan.returned();
        return plan.read() > Math.max(SMALL, FACTOR * rows) || plan.pages() > PAGES + PAGES_OF_A_ROW * rows;
    }

    private static StatementPlan worst(Connection connection, Recorded statement) throws Exception {
        StatementPlan worst = null;
        for (List<ParameterSetOperation> example :
                statement.examples().stream().limit(EXAMPLES).toList()) {
            StatementPlan plan = explained(connection, statement, example);
            if (worst == null || plan.read() > worst.read()) {
                worst = plan;
            }
        }
        return worst;
    }

    private static StatementPlan explained(
            Connection connection, Recorded statement, List<ParameterSetOperation> example) throws Exception {
        try {
            return StatementPlan.of(connection, statement, example);
        } catch (SQLException | ReflectiveOperationException failed) {
            throw new IllegalStateException("Not explained: " + statement, failed);
        } finally {
            connection.rollback();
        }
    }
}

package org.coincide.engine.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import org.coincide.engine.benchmark.RecordedStatements.Recorded;
import org.coincide.engine.reconciliation.Reconciler;
import org.coincide.engine.support.Database;
import org.coincide.engine.support.Databases;
import org.coincide.engine.support.Orders;
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

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** All partners answer in a day; the test lets them answer at once. */
    private static final Map<String, String> SETTINGS = Map.of(
            "coincide.simulation.carrier.delivered-after", "24h",
            "coincide.simulation.payment.invoice-paid-after", "24h",
            "coincide.reconciliation.poll", "1h",
            "camunda.bpm.generic-properties.properties.historyCleanupEnabled", "false");

    @Test
    void noStatementReadsManyMoreRowsThanItReturns() throws Exception {
        Database database = Databases.postgresql();
        try (Server server = Server.start(Variant.COINCIDE, database, SETTINGS, RecordedStatements.Between.class);
                CountingClient client = server.client()) {
            // Not the server's, whose statements are recorded.
            JdbcClient jdbc = JdbcClient.create(
                    new DriverManagerDataSource(database.url(), database.username(), database.password()));
            server.work();
            finish(jdbc, client, Orders.ordinary(), Orders.onInvoice());
            waitForAllPartners(jdbc, client);
            server.rest();
            CopiedTrades.add(database, COPIES);

            RecordedStatements statements = server.bean(RecordedStatements.class);
            statements.begin();
            server.work();
            finish(jdbc, client, Orders.ordinary(), Orders.onInvoice());
            server.bean(Reconciler.class).compare();
            statements.end();
            server.rest();

            long open = count(jdbc, "trade WHERE NOT closed");
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
        return plan.read() > Math.max(SMALL, FACTOR * rows) || plan.pages() > PAGES + FACTOR * rows;
    }

    private static StatementPlan worst(Connection connection, Recorded statement) throws Exception {
        StatementPlan worst = null;
        for (List<ParameterSetOperation> example : statement.examples()) {
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

    /** Processes orders to their end, while the partners answer at once. */
    private static void finish(JdbcClient jdbc, CountingClient client, ObjectNode... orders) {
        List<String> references =
                Stream.of(orders).map(StatementPlansIT::reference).toList();
        client.order(Stream.of(orders).map(Load::message).toList());
        await().atMost(PATIENCE).until(() -> {
            references.forEach(reference -> deliver(jdbc, reference));
            references.forEach(reference -> pay(jdbc, reference));
            return count(jdbc, "trade WHERE closed AND order_reference IN (:references)", references) == orders.length;
        });
    }

    private static void deliver(JdbcClient jdbc, String reference) {
        jdbc.sql(
                        """
                        UPDATE simulated_shipment SET due_at = CURRENT_TIMESTAMP WHERE NOT reported AND tracking_number IN
                        (SELECT tracking_number FROM consignment JOIN trade USING (trading_id) WHERE order_reference = ?)""")
                .param(reference)
                .update();
    }

    private static void pay(JdbcClient jdbc, String reference) {
        jdbc.sql(
                        """
                        UPDATE simulated_bank_transfer SET due_at = CURRENT_TIMESTAMP WHERE NOT reported AND trading_id =
                        (SELECT trading_id FROM trade WHERE order_reference = ?)""")
                .param(reference)
                .update();
    }

    /** Brings one trade each to its carrier, its bank, the holder of its card, a person, and missing goods. */
    private static void waitForAllPartners(JdbcClient jdbc, CountingClient client) {
        ObjectNode onInvoice = Orders.onInvoice();
        ObjectNode held = Orders.ordinary();
        held.withObject("shipTo").put("country", "AQ");
        List<ObjectNode> orders =
                List.of(Orders.ordinary(), onInvoice, Orders.byCard("tok_confirm_never"), held, Orders.outOfStock());
        jdbc.sql("UPDATE stock SET next_supply = CURRENT_DATE + 30 WHERE on_hand = 0")
                .update();
        client.order(orders.stream().map(Load::message).toList());
        await().atMost(PATIENCE).untilAsserted(() -> {
            deliver(jdbc, reference(onInvoice));
            assertThat(count(jdbc, "trade WHERE NOT closed")).as("open trades").isEqualTo(orders.size());
            assertThat(count(jdbc, "trade WHERE NOT closed AND delivered_at IS NOT NULL"))
                    .as("delivered ones")
                    .isEqualTo(1);
            assertThat(count(jdbc, "simulated_shipment WHERE NOT reported AND due_at <= CURRENT_TIMESTAMP"))
                    .as("arrivals that the carrier has not stored")
                    .isZero();
            assertThat(count(jdbc, "ACT_RU_JOB WHERE duedate_ IS NULL OR duedate_ <= CURRENT_TIMESTAMP"))
                    .as("due jobs")
                    .isZero();
        });
    }

    private static String reference(ObjectNode order) {
        return order.path("orderReference").asText();
    }

    private static long count(JdbcClient jdbc, String rows) {
        return count(jdbc, rows, List.of());
    }

    private static long count(JdbcClient jdbc, String rows, List<String> references) {
        return jdbc.sql("SELECT COUNT(*) FROM " + rows)
                .param("references", references)
                .query(Long.class)
                .single();
    }
}

package org.coincide.engine.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coincide.benchmark.BenchmarkForm;
import org.coincide.benchmark.Measurements;
import org.coincide.engine.accounts.AccountSecrets;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.benchmark.RecordedStatements.Recorded;
import org.coincide.engine.support.Database;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Measures the operators' pages at the server: with many trades and messages, old and new, open and finished. */
@EnabledIfSystemProperty(named = BenchmarkForm.PROPERTY, matches = BenchmarkForm.IS_FULL)
class OperatorPagesBenchmark {

    private static final int TRADES = Integer.getInteger("benchmark.stored", 100_000);
    private static final int REAL = 100;
    private static final int ROUNDS = 11;
    private static final double LIMIT_MILLIS = 500;
    private static final double NANOS = 1e6;

    /** Open trades, unsent messages, open warnings and confirmations that lack: one of so many trades. */
    private static final int ONE_OF = 50;

    private static final List<String> TABLES = List.of(
            "trade",
            "trade_line",
            "journal",
            "payment_account",
            "payment_movement",
            "invoice",
            "consignment",
            "consignment_line");

    private final Measurements figures = new Measurements();
    private final HttpClient http = HttpClient.newHttpClient();

    @ParameterizedTest
    @EnumSource
    void manyTrades(BenchmarkDatabase on) throws Exception {
        Database database = on.forManyRows();
        try (Server server = Server.start(Variant.COINCIDE, database, RecordedStatements.Between.class)) {
            OrderFlow.trade(server, REAL);
            JdbcClient jdbc = server.jdbc();
            new StoredTrades(jdbc, on == BenchmarkDatabase.HSQLDB).multiply(TRADES / REAL, TABLES);
            spread(jdbc, on == BenchmarkDatabase.HSQLDB);
            figures.heading(
                    on,
                    "the operators' pages with %d trades and %d messages"
                            .formatted(count(jdbc, "trade"), count(jdbc, "journal")));
            for (Map.Entry<String, String> page : pages(jdbc).entrySet()) {
                double median = median(server, page.getValue());
                figures.count("operators_" + page.getKey() + "_ms", on, median);
                if (median >= LIMIT_MILLIS) {
                    figures.note("asked for: less than %.0f ms, FALLS SHORT".formatted(LIMIT_MILLIS));
                }
                if (on == BenchmarkDatabase.POSTGRESQL) {
                    explain(server, database, page.getValue());
                }
            }
        }
    }

    private static Map<String, String> pages(JdbcClient jdbc) {
        String trade = jdbc.sql("SELECT trading_id FROM trade ORDER BY trading_id LIMIT 1")
                .query(String.class)
                .single();
        String reference = jdbc.sql("SELECT order_reference FROM trade WHERE trading_id = ?")
                .param(trade)
                .query(String.class)
                .single();
        String list = "/api/operations/trades";
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("overview", "/api/operations/overview");
        pages.put("trades", list);
        pages.put("trades_open", list + "?state=open");
        pages.put("trades_finished", list + "?state=finished&sort=CHANGED");
        pages.put("trades_by_amount", list + "?sort=AMOUNT&offset=50000");
        pages.put("trades_of_client", list + "?client=acme");
        pages.put("trades_with_status", list + "?order=COMPLETED&delivery=DELIVERED");
        pages.put("search_reference", list + "?q=" + reference);
        pages.put("search_part", list + "?q=" + reference.substring(6, 14));
        pages.put("search_common_part", list + "?q=" + reference.substring(0, 2));
        pages.put("search_trade", list + "?q=" + trade);
        pages.put("search_nothing", list + "?q=no-such-reference");
        for (String flag : List.of("overdue", "disputed", "orphaned", "failed", "unsent", "unconfirmed")) {
            pages.put("trades_" + flag, list + "?" + flag + "=true");
        }
        pages.put("trade", list + "/" + trade);
        pages.put("warnings", "/api/operations/warnings?acknowledged=false");
        pages.put("dead_letters", "/api/operations/dead-letters?limit=25");
        return pages;
    }

    /** Spreads the copies over a year, and leaves some open, unsent, unconfirmed or disputed. */
    private static void spread(JdbcClient jdbc, boolean hsqldb) {
        String number = "CAST(SUBSTRING(trading_id FROM CHAR_LENGTH(trading_id) - 3) AS INTEGER)";
        String copies = " WHERE trading_id LIKE '%copy%'";
        String minutes = hsqldb ? "(%s * 525) MINUTE" : "%s * 525 * INTERVAL '1 minute'";
        String age = minutes.formatted(number);
        String earlier = hsqldb ? "TIMESTAMPADD(SQL_TSI_MINUTE, -525 * " + number + ", %s)" : "%s - " + age;
        jdbc.sql("UPDATE trade SET accepted_at = " + earlier.formatted("accepted_at") + ", changed_at = "
                        + earlier.formatted("changed_at") + copies)
                .update();
        String some = copies + " AND MOD(" + number + ", " + ONE_OF + ") = 0";
        jdbc.sql(
                        "UPDATE trade SET closed = FALSE, order_status = 'IN_PROGRESS', delivery_status = 'PREPARING', payment_status = 'AUTHORIZED'"
                                + some)
                .update();
        jdbc.sql("UPDATE journal SET unsent = TRUE" + some + " AND sequence = 9")
                .update();
        jdbc.sql(
                        "INSERT INTO trade_receipt (trading_id, sequence, digest, received_at) SELECT trading_id, sequence, last_digest, changed_at FROM trade"
                                + copies + " AND MOD(" + number + ", " + ONE_OF + ") <> 1")
                .update();
        jdbc.sql(
                        "INSERT INTO receipt (client_id, event_id, statement_number, body, received_at) SELECT client_id, trading_id, 1, '{}', changed_at FROM trade")
                .update();
        jdbc.sql(
                        "INSERT INTO client_warning (client_id, event_id, warning, text, trading_id, sequence, received_at) SELECT client_id, trading_id,"
                                + " 'CONTENT_MISMATCH', 'The price differs.', trading_id, 2, changed_at FROM trade"
                                + some)
                .update();
        if (!hsqldb) {
            jdbc.sql("VACUUM (ANALYZE)").update();
        }
    }

    private static long count(JdbcClient jdbc, String table) {
        return jdbc.sql("SELECT COUNT(*) FROM " + table).query(Long.class).single();
    }

    /** Writes what PostgreSQL reads for a page, which does not depend on the load of the machine. */
    private void explain(Server server, Database database, String path) throws Exception {
        RecordedStatements statements = server.bean(RecordedStatements.class);
        server.rest();
        statements.begin();
        request(server, path);
        statements.end();
        long rows = 0;
        long pages = 0;
        String most = "";
        long mostRead = -1;
        try (Connection connection =
                DriverManager.getConnection(database.url(), database.username(), database.password())) {
            connection.setAutoCommit(false);
            for (Recorded statement : statements.reading()) {
                StatementPlan plan = StatementPlan.of(
                        connection, statement, statement.examples().get(0));
                connection.rollback();
                rows += plan.read();
                pages += plan.pages();
                if (plan.read() > mostRead) {
                    mostRead = plan.read();
                    most = plan.read() + " of them for " + plan.returned() + ": " + statement;
                }
            }
        }
        server.work();
        figures.note("%d statements, %d rows and %d pages read, %s"
                .formatted(statements.reading().size(), rows, pages, most));
    }

    private double median(Server server, String path) throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before = process.getProcessCpuTime();
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            request(server, path);
            millis.add((System.nanoTime() - start) / NANOS);
        }
        figures.note("%.0f ms CPU of the server's process each"
                .formatted((process.getProcessCpuTime() - before) / NANOS / ROUNDS));
        return millis.stream().sorted().toList().get(ROUNDS / 2);
    }

    private void request(Server server, String path) throws IOException, InterruptedException {
        Credentials operator = server.bean(AccountSecrets.class).operator();
        String login = Base64.getEncoder()
                .encodeToString((operator.name() + ":" + operator.password()).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.http() + path))
                .header("Authorization", "Basic " + login)
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
    }
}

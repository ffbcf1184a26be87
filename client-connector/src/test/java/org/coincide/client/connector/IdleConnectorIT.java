package org.coincide.client.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.coincide.benchmark.ElapsedTime;
import org.coincide.client.polling.LongIdle;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** Counts the statements of a connector that has nothing to do, with the pauses of its own settings. */
@ConnectorOnHsqldb
@Import({IdleConnectorIT.Counted.class, LongIdle.OfPolls.class})
@TestPropertySource(properties = {"coincide.polling.longest-pause=1m", "coincide.monitoring.idle-interval=1m"})
class IdleConnectorIT extends AbstractConnectorTest {

    private static final Duration MEASURED = Duration.ofSeconds(30);

    /** One a second. */
    private static final int STATEMENTS = 30;

    @Autowired
    private Statements statements;

    @Autowired
    private LongIdle idle;

    /** The statements since the last time that they were forgotten. */
    record Statements(Queue<String> executed) {

        List<String> all() {
            return List.copyOf(executed);
        }
    }

    @Test
    void anIdleConnectorRunsAtMostOneStatementPerSecond() throws IOException {
        startedTrade();
        verifyLedger();
        ElapsedTime.await(Duration.ofSeconds(2));
        idle.elapse(Duration.ofMinutes(10));
        // Each schedule looks once more, and then as rarely as it ever does.
        ElapsedTime.await(Duration.ofSeconds(20));
        statements.executed().clear();

        ElapsedTime.await(MEASURED);

        List<String> report = new ArrayList<>();
        report.add("Idle connector: %d statements in %d s"
                .formatted(statements.all().size(), MEASURED.toSeconds()));
        statements.all().stream()
                .collect(Collectors.groupingBy(
                        statement -> statement.replaceAll("\\s+", " ").strip(), Collectors.counting()))
                .forEach((statement, executions) -> report.add(executions + "\t" + statement));
        System.out.println(report.get(0));
        Files.write(Path.of("target", "idle-cost.txt"), report);
        assertThat(statements.all()).hasSizeLessThanOrEqualTo(STATEMENTS);
    }

    /** Polls whose time stands still look only after a wake. */
    @Test
    void eachKindOfWorkWakesAnIdleConnector() {
        idle.elapse(Duration.ofMinutes(10));
        idle.standStill(true);
        try {
            var trade = startedTrade();
            api.post(
                    "/api/trades/" + trade.tradingId() + "/cancellation",
                    "application/json",
                    "{\"reason\":{\"code\":\"CHANGED_MIND\"}}");
            assertThat(server.nextRequest("trading.cancellation.v1", trade.tradingId()))
                    .isNotNull();
        } finally {
            idle.standStill(false);
        }
    }

    /** A ledger that was never verified is verified some time after the start, and then at night. */
    private void verifyLedger() {
        assertThat(api.post("/api/verification", "application/json", "").statusCode())
                .isEqualTo(202);
        await().atMost(PATIENCE)
                .until(() -> !api.json("/api/verification").path("running").asBoolean());
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Counted {

        @Bean
        static Statements statements() {
            return new Statements(new ConcurrentLinkedQueue<>());
        }

        @Bean
        static BeanPostProcessor countedDataSource(Statements statements) {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof DataSource pool
                            ? ProxyDataSourceBuilder.create(pool)
                                    .afterQuery((execution, queries) -> statements
                                            .executed()
                                            .add(queries.get(0).getQuery()))
                                    .build()
                            : bean;
                }
            };
        }
    }
}

package org.coincide.engine.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;

/** Counts the SQL statements that a server sends to its database: each execution once, a batch of rows as one. */
final class StatementCount {

    private static final List<String> LOOKS = List.of(
            "FROM ACT_RU_JOB RES",
            "ACT_RU_JOB RES where",
            "FROM journal WHERE unsent",
            "relay_lease",
            "FROM simulated_shipment\nWHERE reported",
            "FROM simulated_bank_transfer\nWHERE reported",
            "pg_",
            "INFORMATION_SCHEMA");

    private static final List<String> PUBLISHING =
            List.of("INTO journal", "UPDATE journal", "trading_id = ? AND tracking_number IS NOT NULL");

    private final Map<String, AtomicLong> executions = new ConcurrentHashMap<>();

    private void count(String statement) {
        executions.computeIfAbsent(statement, first -> new AtomicLong()).incrementAndGet();
    }

    void forget() {
        executions.clear();
    }

    /** All statements except polls, whose number depends on the duration. */
    long withoutLooks() {
        return sum(statement -> LOOKS.stream().noneMatch(statement::contains));
    }

    /** The engine's statements among them. */
    long ofTheEngine() {
        return sum(statement -> statement.toUpperCase(Locale.ROOT).contains("ACT_")
                && LOOKS.stream().noneMatch(statement::contains));
    }

    /** The statements for messages to clients among them: journal rows, their marking, and reads about shipments. */
    long ofPublishing() {
        return sum(statement -> PUBLISHING.stream().anyMatch(statement::contains)
                && LOOKS.stream().noneMatch(statement::contains));
    }

    private long sum(Predicate<String> which) {
        return executions.entrySet().stream()
                .filter(each -> which.test(each.getKey()))
                .mapToLong(each -> each.getValue().get())
                .sum();
    }

    /** Inserts the counter between a server and its pool. */
    static class Between {

        @Bean
        static StatementCount statementCount() {
            return new StatementCount();
        }

        @Bean
        static BeanPostProcessor counted(StatementCount count) {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof DataSource pool ? counting(pool, count) : bean;
                }
            };
        }

        private static DataSource counting(DataSource pool, StatementCount count) {
            return ProxyDataSourceBuilder.create(pool)
                    .afterQuery(
                            (execution, queries) -> count.count(queries.get(0).getQuery()))
                    .build();
        }
    }
}

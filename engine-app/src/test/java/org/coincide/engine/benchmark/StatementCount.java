package org.coincide.engine.benchmark;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.listener.MethodExecutionContext;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;

/**
 * Counts the SQL statements that a server sends to its database: each execution once, a batch of rows as one. Counts the transactions
 * that write, too: each one is a commit that waits for the disk.
 */
final class StatementCount {

    /** Parts of the statements that look for work, with single spaces. */
    private static final List<String> LOOKS = List.of(
            "from ACT_RU_JOB RES",
            "FROM journal WHERE unsent",
            "FROM trade WHERE closed",
            "FROM carrier_event WHERE outcome",
            "WHERE recovery_page",
            "FROM trade_behind",
            "relay_lease",
            "WHERE reported =",
            "pg_",
            "INFORMATION_SCHEMA");

    private static final List<String> PUBLISHING =
            List.of("INTO journal", "UPDATE journal", "trading_id = ? AND tracking_number IS NOT NULL");

    private final Map<String, AtomicLong> executions = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> commits = new ConcurrentHashMap<>();

    /** The tables to which each connection has written since its last commit. */
    private final Map<String, Set<String>> written = new ConcurrentHashMap<>();

    private final Set<String> inTransaction = ConcurrentHashMap.newKeySet();

    private void count(String connection, String statement) {
        increment(executions, statement);
        if (isLook(statement) || !statement.toUpperCase(Locale.ROOT).matches("(?s)\\s*(INSERT|UPDATE|DELETE).*")) {
            return;
        }
        written.computeIfAbsent(connection, first -> new LinkedHashSet<>()).add(table(statement));
        if (!inTransaction.contains(connection)) {
            ended(connection, true);
        }
    }

    private void onCall(MethodExecutionContext call) {
        if (!(call.getTarget() instanceof Connection)) {
            return;
        }
        String connection = call.getConnectionInfo().getConnectionId();
        switch (call.getMethod().getName()) {
            case "setAutoCommit" -> begun(connection, !(Boolean) call.getMethodArgs()[0]);
            case "commit" -> ended(connection, call.getThrown() == null);
            case "rollback", "close" -> ended(connection, false);
            default -> {}
        }
    }

    private void begun(String connection, boolean transaction) {
        if (transaction) {
            inTransaction.add(connection);
        } else {
            inTransaction.remove(connection);
        }
    }

    private void ended(String connection, boolean committed) {
        Set<String> tables = written.remove(connection);
        if (committed && tables != null) {
            increment(commits, String.join(", ", tables));
        }
    }

    /** The first words of a statement that writes, up to its table. */
    private static String table(String statement) {
        return Stream.of(statement.strip().split("[\\s(]+"))
                .limit(statement.stripLeading().toUpperCase(Locale.ROOT).startsWith("UPDATE") ? 2 : 3)
                .collect(Collectors.joining(" "));
    }

    private static void increment(Map<String, AtomicLong> counts, String key) {
        counts.computeIfAbsent(key, first -> new AtomicLong()).incrementAndGet();
    }

    void forget() {
        executions.clear();
        commits.clear();
    }

    /** All statements except polls, whose number depends on the duration. */
    long withoutLooks() {
        return sum(statement -> true);
    }

    /** All statements. */
    long withLooks() {
        return executions.values().stream().mapToLong(AtomicLong::get).sum();
    }

    /** All statements with their numbers, the most frequent first. */
    List<String> breakdownWithLooks() {
        return sorted("statements", executions, statement -> true);
    }

    /** The engine's statements among them. */
    long ofTheEngine() {
        return sum(statement -> statement.toUpperCase(Locale.ROOT).contains("ACT_"));
    }

    /** The statements for messages to clients among them: journal rows, their marking, and reads about shipments. */
    long ofPublishing() {
        return sum(statement -> PUBLISHING.stream().anyMatch(statement::contains));
    }

    /** The transactions that wrote, polls apart. */
    long commits() {
        return commits.values().stream().mapToLong(AtomicLong::get).sum();
    }

    /** The statements and the commits with their numbers, the most frequent first. */
    List<String> breakdown() {
        List<String> lines = new ArrayList<>();
        lines.addAll(sorted("statements", executions, statement -> !isLook(statement)));
        lines.addAll(sorted("commits", commits, tables -> true));
        return lines;
    }

    private static List<String> sorted(String heading, Map<String, AtomicLong> counts, Predicate<String> which) {
        return Stream.concat(
                        Stream.of("--- " + heading),
                        counts.entrySet().stream()
                                .filter(each -> which.test(each.getKey()))
                                .sorted((one, other) -> Long.compare(
                                        other.getValue().get(), one.getValue().get()))
                                .map(each -> each.getValue() + "\t"
                                        + each.getKey().replaceAll("\\s+", " ").strip()))
                .toList();
    }

    private static boolean isLook(String statement) {
        String inOneLine = statement.replaceAll("\\s+", " ").replace("FROM ACT_RU_JOB", "from ACT_RU_JOB");
        return LOOKS.stream().anyMatch(inOneLine::contains);
    }

    private long sum(Predicate<String> which) {
        return executions.entrySet().stream()
                .filter(each -> !isLook(each.getKey()) && which.test(each.getKey()))
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
                    .afterQuery((execution, queries) -> count.count(
                            execution.getConnectionId(), queries.get(0).getQuery()))
                    .afterMethod(count::onCall)
                    .build();
        }
    }
}

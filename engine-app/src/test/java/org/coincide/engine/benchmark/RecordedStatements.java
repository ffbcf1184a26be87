package org.coincide.engine.benchmark;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.postgresql.PGStatement;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;

/** The statements that a server sends to its database while they are recorded: how often, and some of their parameters. */
final class RecordedStatements {

    /** Executions of a statement whose parameters are kept: a plan can depend on them. */
    private static final int EXAMPLES = 30;

    /** Statements that read tables. An INSERT finds its place, and has no plan. */
    private static final List<String> READING = List.of("SELECT", "UPDATE", "DELETE", "WITH");

    /** A statement with its number of executions. */
    static final class Recorded {

        private final String sql;
        private final boolean plannedEachTime;
        private final AtomicLong executions = new AtomicLong();
        private final List<List<ParameterSetOperation>> examples = new ArrayList<>();

        Recorded(String sql, boolean plannedEachTime) {
            this.sql = sql;
            this.plannedEachTime = plannedEachTime;
        }

        /** PostgreSQL makes a plan for each execution, because the driver never prepares the statement on the server. */
        boolean isPlannedEachTime() {
            return plannedEachTime;
        }

        String sql() {
            return sql;
        }

        long executions() {
            return executions.get();
        }

        synchronized List<List<ParameterSetOperation>> examples() {
            return List.copyOf(examples);
        }

        private void executed(List<List<ParameterSetOperation>> parameters) {
            executions.incrementAndGet();
            synchronized (this) {
                if (examples.size() < EXAMPLES) {
                    examples.add(parameters.isEmpty() ? List.of() : List.copyOf(parameters.get(0)));
                }
            }
        }

        /** The statement in one line. */
        @Override
        public String toString() {
            return sql.replaceAll("\\s+", " ").strip();
        }
    }

    private final Map<String, Recorded> recorded = new ConcurrentHashMap<>();
    private volatile boolean recording;

    private void executed(ExecutionInfo execution, QueryInfo query) {
        if (recording) {
            recorded.computeIfAbsent(
                            query.getQuery(), sql -> new Recorded(sql, isPlannedEachTime(execution.getStatement())))
                    .executed(query.getParametersList());
        }
    }

    private static boolean isPlannedEachTime(Statement statement) {
        try {
            return statement.isWrapperFor(PGStatement.class)
                    && statement.unwrap(PGStatement.class).getPrepareThreshold() == 0;
        } catch (SQLException failed) {
            throw new IllegalStateException("The statement cannot be read", failed);
        }
    }

    void begin() {
        recorded.clear();
        recording = true;
    }

    void end() {
        recording = false;
    }

    /** Those of the recorded statements that read. */
    List<Recorded> reading() {
        return recorded.values().stream().filter(RecordedStatements::reads).toList();
    }

    /** Sets the parameters of an example. */
    static void set(PreparedStatement statement, List<ParameterSetOperation> example)
            throws ReflectiveOperationException {
        for (ParameterSetOperation parameter : example) {
            parameter.getMethod().invoke(statement, parameter.getArgs());
        }
    }

    /** All recorded statements. */
    List<Recorded> all() {
        return List.copyOf(recorded.values());
    }

    private static boolean reads(Recorded statement) {
        String verb = Stream.of(statement.toString().split("[\\s(]+"))
                .findFirst()
                .orElse("")
                .toUpperCase(Locale.ROOT);
        return READING.contains(verb);
    }

    /** Inserts the recorder between a server and its pool. */
    static class Between {

        @Bean
        static RecordedStatements recordedStatements() {
            return new RecordedStatements();
        }

        @Bean
        static BeanPostProcessor recordedDataSource(RecordedStatements statements) {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof DataSource pool
                            ? ProxyDataSourceBuilder.create(pool)
                                    .afterQuery((execution, queries) ->
                                            queries.forEach(query -> statements.executed(execution, query)))
                                    .build()
                            : bean;
                }
            };
        }
    }
}

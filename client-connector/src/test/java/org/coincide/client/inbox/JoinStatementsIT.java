package org.coincide.client.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.function.Consumer;
import org.coincide.client.storage.JoinStatements;
import org.coincide.client.support.PostgresqlServer;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class JoinStatementsIT {

    private static final String JOIN =
            "SELECT COUNT(*) FROM placed_order o JOIN order_dispatch d ON d.order_reference = o.order_reference WHERE d.attempts = ?";

    /** More than the driver waits before it lets PostgreSQL keep a plan. */
    private static final int EXECUTIONS = 10;

    @Test
    void postgresqlKeepsNoPlanOfAJoin() throws Exception {
        try (EmbeddedPostgres server = PostgresqlServer.start();
                BrokerlessConnector connector = BrokerlessConnector.onPostgresql("acme", "joins", server)) {
            JdbcClient others = connector.bean(JdbcClient.class);
            JoinStatements joins = connector.bean(JoinStatements.class);

            assertThat(keptPlans(connector, sql -> execute(others.sql(sql)))).isEqualTo(1);
            assertThat(keptPlans(connector, sql -> execute(joins.sql(sql + " AND o.state = 'OPEN'"))))
                    .isZero();
        }
    }

    private static void execute(JdbcClient.StatementSpec statement) {
        statement.param(0).query(Integer.class).single();
    }

    /** The plans that the connection of a transaction keeps after some executions, and that it did not keep before. */
    private static long keptPlans(BrokerlessConnector connector, Consumer<String> executed) {
        return connector.bean(TransactionTemplate.class).execute(transaction -> {
            long before = plans(connector.jdbc());
            for (int i = 0; i < EXECUTIONS; i++) {
                executed.accept(JOIN);
            }
            return plans(connector.jdbc()) - before;
        });
    }

    private static long plans(JdbcTemplate jdbc) {
        return jdbc.queryForObject(
                "SELECT COUNT(*) FROM pg_prepared_statements WHERE statement LIKE '%order_dispatch d%'", Long.class);
    }
}

package org.coincide.engine.postgresql;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Lets a transaction be idle while a partner is called. PostgreSQL ends all other idle transactions soon
 * ({@code idle_in_transaction_session_timeout}), so that the locks of a lost session do not stop the others.
 */
@Component
public class PartnerCalls {

    private final JdbcClient jdbc;
    private final PartnerCallProperties properties;
    private final ServerDatabase database;

    PartnerCalls(JdbcClient jdbc, PartnerCallProperties properties, ServerDatabase database) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.database = database;
    }

    /** Raises the limit of the current transaction, if there is one, until its end. */
    public void begin() {
        if (database.isPostgresql() && TransactionSynchronizationManager.isActualTransactionActive()) {
            jdbc.sql("SELECT set_config('idle_in_transaction_session_timeout', ?, true)")
                    .param(properties.longest().toMillis() + "ms")
                    .query(String.class)
                    .single();
        }
    }
}

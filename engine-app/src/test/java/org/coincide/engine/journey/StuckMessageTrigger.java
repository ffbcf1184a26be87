package org.coincide.engine.journey;

import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lets one warning fail at HSQLDB as if the database were unavailable. Created at the start, because a change of the schema on a running
 * server makes HSQLDB invalidate statements of other tests.
 */
@DependsOn("flywayInitializer")
class StuckMessageTrigger implements InitializingBean {

    /** The id of the warning that fails. */
    static final String STUCK = UUID.randomUUID().toString();

    private final DataSource database;
    private final String url;

    StuckMessageTrigger(DataSource database, DataSourceProperties properties) {
        this.database = database;
        this.url = properties.determineUrl();
    }

    @Override
    public void afterPropertiesSet() {
        if (url.startsWith("jdbc:hsqldb:")) {
            JdbcClient.create(database)
                    .sql(
                            """
                            CREATE TRIGGER stuck_message BEFORE INSERT ON client_warning REFERENCING NEW ROW AS added FOR EACH ROW
                            WHEN (added.event_id = '%s') BEGIN ATOMIC SIGNAL SQLSTATE '57014'; END"""
                                    .formatted(STUCK))
                    .update();
        }
    }
}

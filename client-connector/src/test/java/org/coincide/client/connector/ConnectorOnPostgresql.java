package org.coincide.client.connector;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.coincide.client.support.PostgresqlServer;
import org.coincide.client.support.RestartableBroker;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.test.context.ContextConfiguration;

/** Gives the tests a connector on an empty PostgreSQL database, with its own broker. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ContextConfiguration(initializers = ConnectorOnPostgresql.Initializer.class)
@interface ConnectorOnPostgresql {

    /** Runs once for each application context, which Spring shares between test classes; before the check of the settings. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    final class Initializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            new RestartableBroker().start().configure(context);
            TestPropertyValues.of(
                            "spring.datasource.url=" + PostgresqlServer.start().getJdbcUrl("postgres", "postgres"),
                            "spring.datasource.username=postgres")
                    .applyTo(context);
        }
    }
}

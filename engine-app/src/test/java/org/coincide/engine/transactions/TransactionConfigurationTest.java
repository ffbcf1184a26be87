package org.coincide.engine.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.coincide.engine.startup.StartupException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.TransactionManager;

/** The transaction manager of the server, and its settings. */
class TransactionConfigurationTest {

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(TransactionProperties.class)
    @Import(TransactionConfiguration.class)
    static class Server {

        @Bean
        MeterRegistry registry() {
            return new SimpleMeterRegistry();
        }
    }

    private final ApplicationContextRunner server = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class))
            .withUserConfiguration(Server.class)
            .withPropertyValues("spring.datasource.url=jdbc:hsqldb:mem:places");

    @Test
    void theServersTransactionsReplaceThoseOfSpringBoot() {
        server.withPropertyValues("spring.datasource.hikari.maximum-pool-size=20")
                .run(started -> assertThat(started.getBean(TransactionManager.class))
                        .isInstanceOf(ReservingTransactions.class));
    }

    @Test
    void aPoolOfOneConnectionMoreThanTheReserveIsEnough() {
        server.withPropertyValues(
                        "spring.datasource.hikari.maximum-pool-size=3", "coincide.transactions.reserved-connections=2")
                .run(started -> assertThat(started).hasNotFailed());
    }

    @Test
    void aReserveOfTheWholePoolIsRefused() {
        server.withPropertyValues(
                        "spring.datasource.hikari.maximum-pool-size=4", "coincide.transactions.reserved-connections=4")
                .run(refused -> assertThat(refused.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(StartupException.class)
                        .hasMessage("coincide.transactions.reserved-connections is 4, and"
                                + " spring.datasource.hikari.maximum-pool-size is 4."
                                + " No connection is left for outermost transactions."));
    }

    @Test
    void theReserveIsRefusedForAPoolThatIsSmaller() {
        server.withPropertyValues("spring.datasource.hikari.maximum-pool-size=4")
                .run(refused -> assertThat(refused.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(StartupException.class)
                        .hasMessageContaining("reserved-connections is 5"));
    }
}

package org.coincide.engine.transactions;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import javax.sql.DataSource;
import org.coincide.engine.startup.StartupException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.transaction.TransactionManagerCustomizers;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The transaction manager, in place of Spring Boot's. */
@Configuration(proxyBeanMethods = false)
class TransactionConfiguration {

    @Bean
    ReservingTransactions transactionManager(
            DataSource database,
            TransactionProperties properties,
            ObjectProvider<TransactionManagerCustomizers> customizers) {
        HikariConfigMXBean pool =
                DataSourceUnwrapper.unwrap(database, HikariConfigMXBean.class, HikariDataSource.class);
        int outermost = pool.getMaximumPoolSize() - properties.reservedConnections();
        if (outermost < 1) {
            throw new StartupException(
                    "coincide.transactions.reserved-connections is " + properties.reservedConnections()
                            + ", and spring.datasource.hikari.maximum-pool-size is " + pool.getMaximumPoolSize()
                            + ". No connection is left for outermost transactions.",
                    "Raise spring.datasource.hikari.maximum-pool-size, or reserve fewer connections.");
        }
        ReservingTransactions transactions =
                new ReservingTransactions(database, outermost, Duration.ofMillis(pool.getConnectionTimeout()));
        customizers.ifAvailable(present -> present.customize(transactions));
        return transactions;
    }

    @Bean
    Gauge waitingTransactions(ReservingTransactions transactions, MeterRegistry registry) {
        return Gauge.builder("coincide.transactions.waiting", transactions, ReservingTransactions::waiting)
                .description("Outermost transactions that wait until another one ends")
                .register(registry);
    }
}

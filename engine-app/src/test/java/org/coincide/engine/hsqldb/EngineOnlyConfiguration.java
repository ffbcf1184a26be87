package org.coincide.engine.hsqldb;

import org.camunda.bpm.spring.boot.starter.CamundaBpmAutoConfiguration;
import org.coincide.engine.storage.StorageState;
import org.coincide.engine.support.SharedSqlPlugin;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/** The engine on a database, without the rest of the server. */
@SpringBootConfiguration
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    TransactionAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    FlywayAutoConfiguration.class,
    CamundaBpmAutoConfiguration.class
})
@EnableConfigurationProperties({StatementPoolProperties.class, RowCacheProperties.class})
@Import({
    HsqldbDialect.class,
    HsqldbDataSourcePostProcessor.class,
    HsqldbStore.class,
    StorageState.class,
    SharedSqlPlugin.class
})
class EngineOnlyConfiguration {}

package org.coincide.engine.transactions;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the transactions of the database.
 *
 * @param reservedConnections number of connections of {@code spring.datasource.hikari.maximum-pool-size}, below it, that outermost transactions
 *     leave to nested ones and to statements without a transaction; at PostgreSQL one of them receives notifications
 */
@Validated
@ConfigurationProperties("coincide.transactions")
record TransactionProperties(
        @DefaultValue("5") @Min(2) @Max(1000) int reservedConnections) {}

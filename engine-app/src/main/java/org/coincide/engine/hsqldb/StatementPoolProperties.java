package org.coincide.engine.hsqldb;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the pool of prepared statements of an HSQLDB connection.
 *
 * @param kept maximum number of idle statements of each connection; 0 disables the pool
 */
@Validated
@ConfigurationProperties("coincide.hsqldb.statements")
record StatementPoolProperties(
        @DefaultValue("200") @Min(0) @Max(10000) int kept) {}

package org.coincide.engine.operations.migrations;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the migration of process instances to another version of their model.
 *
 * @param atMost maximum number of process instances that one request migrates or tries; the response counts the rest
 */
@Validated
@ConfigurationProperties("coincide.migration")
record MigrationProperties(
        @DefaultValue("500") @Min(1) @Max(10000) int atMost) {}

package org.coincide.engine.operations.migrations;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How running processes are moved to another version of their model.
 *
 * @param atMost process instances that one request moves, or tries; the answer says how many are left
 */
@Validated
@ConfigurationProperties("coincide.migration")
record MigrationProperties(@DefaultValue("500") @Positive int atMost) {}

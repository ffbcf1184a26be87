package org.coincide.engine.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.coincide.engine.settings.DataSizeRange;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of incoming requests and messages.
 *
 * @param bodyLimit maximum size of a request body
 * @param evidenceLimit maximum size of a client's evidence that an operator imports after an older backup was restored
 * @param requestsPerSecond maximum number of HTTP requests of one client per second
 * @param concurrentRequests maximum number of HTTP requests of all accounts that are processed at once, and of those to pages and
 *     files; one account or address never has more than are free
 * @param passwordChecks maximum number of operators' passwords that are checked at once, each with a connection of the database
 * @param passwordWait longest wait of a login for such a check; after it the login is refused, with the time to retry
 * @param jsonDepth maximum nesting depth of JSON, in HTTP bodies and messages
 * @param jsonString maximum number of characters of a JSON string
 * @param jsonNumber maximum number of digits of a JSON number
 */
@Validated
@ConfigurationProperties("coincide.input")
public record InputProperties(
        @DefaultValue("256KB") @DataSizeRange(min = "64KB", max = "16MB")
        DataSize bodyLimit,

        @DefaultValue("16MB") @DataSizeRange(min = "256KB", max = "256MB")
        DataSize evidenceLimit,

        @DefaultValue("500") @Min(1) @Max(1000000) int requestsPerSecond,
        @DefaultValue("80") @Min(2) @Max(10000) int concurrentRequests,
        @DefaultValue("4") @Min(1) @Max(1000) int passwordChecks,

        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration passwordWait,

        @DefaultValue("32") @Min(16) @Max(1000) int jsonDepth,
        @DefaultValue("65536") @Min(4096) @Max(16777216) int jsonString,
        @DefaultValue("40") @Min(32) @Max(1000) int jsonNumber) {}

package org.coincide.engine.web;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of what comes in.
 *
 * @param bodyLimit how large the body of a request may be
 * @param requestsPerSecond how many HTTP requests one client may make in a second
 * @param jsonDepth how deep JSON may be nested, in HTTP bodies and messages alike
 * @param jsonString how many characters one JSON string may have
 * @param jsonNumber how many digits one JSON number may have
 */
@Validated
@ConfigurationProperties("coincide.input")
record InputProperties(
        @DefaultValue("256KB") DataSize bodyLimit,
        @DefaultValue("500") @Min(1) int requestsPerSecond,
        @DefaultValue("32") @Min(1) int jsonDepth,
        @DefaultValue("65536") @Min(1) int jsonString,
        @DefaultValue("40") @Min(1) int jsonNumber) {}

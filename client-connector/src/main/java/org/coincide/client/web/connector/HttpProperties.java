package org.coincide.client.web.connector;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the HTTP connector, most of them limits against slow senders and readers.
 *
 * @param behindTls whether a proxy in front of this program ends TLS, which an address other than loopback needs unless
 *     {@code server.ssl} encrypts
 * @param bodyTime time in which a request body must arrive completely
 * @param incompleteBodies maximum number of requests that wait for the rest of their body, each in a thread; a further one ends the
 *     oldest of the address with the most
 * @param connectionsPerAddress maximum number of connections of an address; a further one closes the one that is silent the longest
 * @param unreadResponses maximum number of responses that wait for their reader, each in a thread; a further one ends one of the
 *     address with the most, the one without progress for the longest time
 * @param unreadCheckInterval time between two counts of the responses that wait for their reader, while there are more connections than
 *     unread-responses; each request that arrives then causes a further count
 * @param pipelinedRequests maximum number of requests that a connection sends without waiting for the responses; the connection is
 *     closed after the response to the last of them
 * @param retryAfter time after which a request that was answered 429 or 503 can be sent again, as whole seconds in Retry-After, unless
 *     the reason of the response has a time of its own
 */
@Validated
@ConfigurationProperties("coincide.http")
record HttpProperties(
        @DefaultValue("false") boolean behindTls,

        @DefaultValue("20s") @DurationMin(seconds = 1) @DurationMax(minutes = 10)
        Duration bodyTime,

        @DefaultValue("100") @Min(2) @Max(10000) int incompleteBodies,
        @DefaultValue("500") @Min(1) @Max(100000) int connectionsPerAddress,
        @DefaultValue("30") @Min(1) @Max(10000) int unreadResponses,

        @DefaultValue("100ms") @DurationMin(millis = 10) @DurationMax(seconds = 10)
        Duration unreadCheckInterval,

        @DefaultValue("10") @Min(2) @Max(1000) int pipelinedRequests,

        @DefaultValue("5s") @DurationMin(seconds = 1) @DurationMax(minutes = 10)
        Duration retryAfter) {}

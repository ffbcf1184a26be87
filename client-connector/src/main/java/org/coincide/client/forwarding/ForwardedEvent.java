package org.coincide.client.forwarding;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;

/**
 * A verified message, as forwarded.
 *
 * @param number the ledger entry's number: unique, without gaps over all entries, increasing
 * @param tradingId the trade
 * @param event the message, byte by byte as received from the server: a CloudEvent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ForwardedEvent(
        long number,
        Instant recordedAt,
        String tradingId,
        @JsonRawValue String event) {}

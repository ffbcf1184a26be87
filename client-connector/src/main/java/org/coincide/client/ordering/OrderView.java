package org.coincide.client.ordering;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * An order in the REST API.
 *
 * @param adopted proof of an order that this client has not stored, and has taken from trading information: SIGNATURE or SERVER;
 *     null for an order that it has stored
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderView(
        String orderReference,
        OrderState state,
        String tradingId,
        JsonNode reasons,
        Instant placedAt,
        Instant answeredAt,
        int attempts,
        String adopted) {}

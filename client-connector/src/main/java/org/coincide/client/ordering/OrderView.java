package org.coincide.client.ordering;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * An order in the REST API.
 *
 * @param adopted true if this client has not stored the order, and has taken it from the server's trading information
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
        Boolean adopted) {}

package org.coincide.client.requests;

import org.coincide.client.contract.CloudEventFactory;
import org.coincide.client.requests.TradeRequest.Kind;

/**
 * A request about a trade that is ready to be stored.
 *
 * @param returnNumber number of the return; null for other requests
 * @param contentDigest digest of the request's data, to recognize a repeated request
 * @param orderDigest digest of the amended order; null for other requests
 */
record NewRequest(
        CloudEventFactory.OutgoingEvent event,
        String orderReference,
        Kind kind,
        String returnNumber,
        String contentDigest,
        String orderDigest) {}

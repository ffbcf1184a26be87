package org.coincide.client.requests;

import org.coincide.client.contract.CloudEventFactory;
import org.coincide.client.requests.TradeRequest.Kind;

/**
 * A request about a trade, ready to be stored.
 *
 * @param returnNumber of a return, else null
 * @param contentDigest of what is asked, to know the same request again
 * @param orderDigest of the order as it shall be, of an amendment; else null
 */
record NewRequest(
        CloudEventFactory.Written event,
        String orderReference,
        Kind kind,
        String returnNumber,
        String contentDigest,
        String orderDigest) {}

package org.coincide.client.contract;

import com.fasterxml.jackson.databind.JsonNode;

/** A message from the server that conforms to the contract's schemas. Its content is not verified yet. */
public sealed interface TradingMessage {

    Envelope envelope();

    /** The message exactly as received. */
    String body();

    /**
     * Trading information: the first message of a trade, and one more, with the next revision, after each amendment.
     *
     * @param contents the order's contents in the structure of {@code trading.order.v1}, for comparison with the sent order
     */
    record OfInformation(Envelope envelope, String body, TradingInformation data, JsonNode contents)
            implements TradingMessage {}

    /** Trading processing: one change of a trade. */
    record OfProcessing(Envelope envelope, String body, TradingProcessing data) implements TradingMessage {}

    /** Refusal of an order or a request; outside of any trade's sequence. */
    record OfRefusal(Envelope envelope, String body, RefusalReport data) implements TradingMessage {}
}

package org.coincide.client.contract;

import com.fasterxml.jackson.databind.JsonNode;

/** A message from the server that fits the contract. What it claims is still to be verified. */
public sealed interface TradingMessage {

    Envelope envelope();

    /** The message as it came, to the character: this is what is kept. */
    String body();

    /**
     * The first of a trade; and once more, with the next revision, after each amendment.
     *
     * @param contents the order's contents in the shape of {@code trading.order.v1}, to compare with what was sent
     */
    record OfInformation(Envelope envelope, String body, TradingInformation data, JsonNode contents)
            implements TradingMessage {}

    /** One change of a trade. */
    record OfProcessing(Envelope envelope, String body, TradingProcessing data) implements TradingMessage {}

    /** A refusal; it belongs to no trade's sequence. */
    record OfRefusal(Envelope envelope, String body, RefusalReport data) implements TradingMessage {}
}

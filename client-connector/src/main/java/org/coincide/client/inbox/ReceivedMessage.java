package org.coincide.client.inbox;

import java.time.Instant;
import java.util.Optional;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.contract.ReadResult;
import org.coincide.client.contract.TradingMessage;

/**
 * A message from the broker, with the result of reading it.
 *
 * @param messageId the JMS message ID
 * @param kind the type of JMS message, such as {@code TextMessage}
 * @param text the message's text; for other kinds of messages a description of their headers
 * @param reading the result of reading the text
 * @param deliveryCount number of deliveries, including this one
 */
record ReceivedMessage(
        String messageId, String kind, String text, ReadResult reading, int deliveryCount, Instant receivedAt) {

    /** Key that is equal for redeliveries of one message: by content if valid, otherwise by JMS message ID. */
    String dedupeKey() {
        return message().isPresent()
                ? "body:" + CanonicalJson.digest(text)
                : "jms:" + CanonicalJson.digest(String.valueOf(messageId));
    }

    Optional<TradingMessage> message() {
        return reading instanceof ReadResult.Valid valid ? Optional.of(valid.message()) : Optional.empty();
    }

    /** The message's trade, possibly unverified; null if it has none or it cannot be read. */
    String tradingId() {
        if (reading instanceof ReadResult.Invalid invalid) {
            return invalid.header().tradingId();
        }
        return message()
                .filter(message -> message instanceof TradingMessage.OfInformation
                        || message instanceof TradingMessage.OfProcessing)
                .map(message -> message.envelope().subject())
                .orElse(null);
    }
}

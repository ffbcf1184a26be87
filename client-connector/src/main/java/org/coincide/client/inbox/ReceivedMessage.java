package org.coincide.client.inbox;

import java.time.Instant;
import java.util.Optional;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.contract.ReadResult;
import org.coincide.client.contract.TradingMessage;

/**
 * A message as the broker delivered it, already read.
 *
 * @param messageId the broker's own identifier of it
 * @param kind the kind of JMS message
 * @param text its text; of a message that is not opened, what is seen from outside
 * @param reading what the text says
 * @param count how often it was delivered, this time included
 */
record ReceivedMessage(String messageId, String kind, String text, ReadResult reading, int count, Instant receivedAt) {

    /**
     * The same for each delivery of the same message. What can be read is known by its content; of what cannot, only the
     * broker knows that two are one.
     */
    String dedupeKey() {
        return message().isPresent()
                ? "body:" + CanonicalJson.digest(text)
                : "jms:" + CanonicalJson.digest(String.valueOf(messageId));
    }

    Optional<TradingMessage> message() {
        return reading instanceof ReadResult.Readable readable ? Optional.of(readable.message()) : Optional.empty();
    }

    /** The trade that it is about, verified or not; null where none can be made out. */
    String tradingId() {
        if (reading instanceof ReadResult.Unreadable unreadable) {
            return unreadable.glimpse().tradingId();
        }
        return message()
                .filter(message -> !(message instanceof TradingMessage.OfRefusal))
                .map(message -> message.envelope().subject())
                .orElse(null);
    }
}

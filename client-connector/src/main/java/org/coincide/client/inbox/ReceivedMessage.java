package org.coincide.client.inbox;

import java.time.Instant;
import java.util.Optional;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.contract.ReadResult;
import org.coincide.client.contract.TradingMessage;
import org.coincide.client.signatures.SignedMessageReader;

/**
 * A message from the broker, with the result of reading it.
 *
 * @param messageId the JMS message ID
 * @param kind the type of JMS message, such as {@code TextMessage}
 * @param text the message's text; for other kinds of messages a description of their headers
 * @param signature the message's signature; null if it has none
 * @param reading the result of reading the text
 * @param deliveryCount number of deliveries, including this one
 */
record ReceivedMessage(
        String messageId,
        String kind,
        String text,
        String signature,
        ReadResult reading,
        int deliveryCount,
        Instant receivedAt) {

    private static final String TEXT = "TextMessage";

    /**
     * Key that is equal for redeliveries of one message: by content if valid, by content and signature if the sender cannot be verified,
     * otherwise by JMS message ID. A message that is sent again with a valid signature is another one than before.
     */
    String dedupeKey() {
        if (reading instanceof ReadResult.Untrusted) {
            return "sig:" + CanonicalJson.digest(text + "\n" + signature);
        }
        return message().isPresent()
                ? "body:" + CanonicalJson.digest(text)
                : "jms:" + CanonicalJson.digest(String.valueOf(messageId));
    }

    /** Returns the message, read with the keys that are trusted now. A message without a text is not read. */
    ReceivedMessage readAgain(SignedMessageReader reader) {
        return kind.equals(TEXT)
                ? new ReceivedMessage(
                        messageId, kind, text, signature, reader.read(text, signature), deliveryCount, receivedAt)
                : this;
    }

    Optional<TradingMessage> message() {
        return reading instanceof ReadResult.Valid valid ? Optional.of(valid.message()) : Optional.empty();
    }

    /** The message's trade, possibly unverified; null if it has none or it cannot be read. */
    String tradingId() {
        if (reading instanceof ReadResult.Untrusted untrusted) {
            return untrusted.header().tradingId();
        }
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

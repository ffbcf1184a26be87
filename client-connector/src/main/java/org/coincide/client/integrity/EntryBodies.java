package org.coincide.client.integrity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.format.EventDeserializationException;
import io.cloudevents.rw.CloudEventRWException;
import java.util.Optional;
import org.coincide.client.contract.CloudEventFactory;
import org.coincide.client.contract.MessageReader;
import org.coincide.client.contract.ReadResult;
import org.coincide.client.contract.RefusalReport;
import org.coincide.client.contract.TradingMessage;
import org.coincide.client.ledger.LedgerEntry;
import org.springframework.stereotype.Component;

/** Reads the bodies of ledger entries. An altered body can be anything: the result is then empty. */
@Component
final class EntryBodies {

    /** A settlement contains a whole message as one text, which is longer than the texts of messages may be. */
    private static final ObjectMapper SETTLEMENTS = new ObjectMapper();

    private final MessageReader reader;

    EntryBodies(MessageReader reader) {
        this.reader = reader;
    }

    Optional<TradingMessage> message(LedgerEntry entry) {
        return entry != null && !entry.isRemoved() && reader.read(entry.body()) instanceof ReadResult.Valid valid
                ? Optional.of(valid.message())
                : Optional.empty();
    }

    /** A message of a trade's sequence. */
    Optional<TradingMessage> ofTrade(LedgerEntry entry) {
        return message(entry).filter(message -> !(message instanceof TradingMessage.OfRefusal));
    }

    Optional<TradingMessage.OfInformation> information(LedgerEntry entry) {
        return message(entry)
                .filter(TradingMessage.OfInformation.class::isInstance)
                .map(TradingMessage.OfInformation.class::cast);
    }

    Optional<RefusalReport> refusal(LedgerEntry entry) {
        return message(entry)
                .filter(TradingMessage.OfRefusal.class::isInstance)
                .map(message -> ((TradingMessage.OfRefusal) message).data());
    }

    /** A settlement. */
    Optional<JsonNode> json(LedgerEntry entry) {
        try {
            return entry == null || entry.isRemoved()
                    ? Optional.empty()
                    : Optional.of(SETTLEMENTS.readTree(entry.body())).filter(JsonNode::isObject);
        } catch (JsonProcessingException altered) {
            return Optional.empty();
        }
    }

    /** A message of this client. */
    Optional<CloudEvent> sent(LedgerEntry entry) {
        try {
            return entry == null || entry.isRemoved()
                    ? Optional.empty()
                    : Optional.of(CloudEventFactory.parse(entry.body()));
        } catch (EventDeserializationException | CloudEventRWException altered) {
            return Optional.empty();
        }
    }
}

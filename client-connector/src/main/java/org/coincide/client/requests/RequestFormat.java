package org.coincide.client.requests;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.coincide.client.contract.CloudEventFactory;
import org.coincide.client.contract.ContractSchemas;
import org.coincide.client.contract.StorableText;
import org.coincide.client.contract.ValidationError;
import org.coincide.client.requests.TradeRequest.Kind;
import org.springframework.stereotype.Component;

/** Validates requests and creates their messages, as defined by the contract. */
@Component
class RequestFormat {

    private final ContractSchemas schemas;
    private final CloudEventFactory events;

    RequestFormat(ContractSchemas schemas, CloudEventFactory events) {
        this.schemas = schemas;
        this.events = events;
    }

    /** Returns the errors of the request's data; empty if the data is valid. */
    List<ValidationError> validate(Kind kind, String tradingId, ObjectNode data) {
        var errors = schemas.validate(name(kind), data);
        if (!errors.isEmpty()) {
            return errors;
        }
        if (!tradingId.equals(data.path("tradingId").asText())) {
            return List.of(new ValidationError("/tradingId", "must equal the trading identifier in the path"));
        }
        return StorableText.isStorableJson(data.toString())
                ? List.of()
                : List.of(new ValidationError("", "must not contain NUL or unpaired surrogates"));
    }

    CloudEventFactory.OutgoingEvent create(Kind kind, String tradingId, ObjectNode data) {
        return events.create(name(kind), tradingId, data);
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}

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

/** Requests as the contract writes them. */
@Component
class RequestFormat {

    private final ContractSchemas schemas;
    private final CloudEventFactory events;

    RequestFormat(ContractSchemas schemas, CloudEventFactory events) {
        this.schemas = schemas;
        this.events = events;
    }

    /** What of the data is not as the contract wants it. */
    List<ValidationError> faults(Kind kind, String tradingId, ObjectNode data) {
        var faults = schemas.faults(name(kind), data);
        if (!faults.isEmpty()) {
            return faults;
        }
        if (!tradingId.equals(data.path("tradingId").asText())) {
            return List.of(new ValidationError("/tradingId", "must be the trade of the path"));
        }
        return StorableText.allStorable(data.toString())
                ? List.of()
                : List.of(new ValidationError("", "must not hold half a surrogate pair"));
    }

    CloudEventFactory.Written write(Kind kind, String tradingId, ObjectNode data) {
        return events.write(name(kind), tradingId, data);
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}

package org.coincide.client.requests;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.coincide.client.contract.Characters;
import org.coincide.client.contract.Events;
import org.coincide.client.contract.Fault;
import org.coincide.client.contract.Schemas;
import org.coincide.client.requests.TradeRequest.Kind;
import org.springframework.stereotype.Component;

/** Requests as the contract writes them. */
@Component
class RequestPaper {

    private final Schemas schemas;
    private final Events events;

    RequestPaper(Schemas schemas, Events events) {
        this.schemas = schemas;
        this.events = events;
    }

    /** What of the data is not as the contract wants it. */
    List<Fault> faults(Kind kind, String tradingId, ObjectNode data) {
        var faults = schemas.faults(name(kind), data);
        if (!faults.isEmpty()) {
            return faults;
        }
        if (!tradingId.equals(data.path("tradingId").asText())) {
            return List.of(new Fault("/tradingId", "must be the trade of the path"));
        }
        return Characters.allStorable(data.toString())
                ? List.of()
                : List.of(new Fault("", "must not hold half a surrogate pair"));
    }

    Events.Written write(Kind kind, String tradingId, ObjectNode data) {
        return events.write(name(kind), tradingId, data);
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}

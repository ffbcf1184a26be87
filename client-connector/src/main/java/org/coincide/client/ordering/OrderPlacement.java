package org.coincide.client.ordering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.contract.CloudEventFactory;
import org.coincide.client.contract.ContractSchemas;
import org.coincide.client.contract.Identifiers;
import org.coincide.client.contract.StorableText;
import org.coincide.client.contract.ValidationError;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/** Takes orders: checks them, fixes their bytes, stores them. */
@Service
class OrderPlacement {

    private static final String REFERENCE = "orderReference";

    private final ContractSchemas schemas;
    private final CloudEventFactory events;
    private final PlacedOrders orders;
    private final Identifiers identifiers;
    private final Clock clock;
    private final ApplicationEventPublisher announcements;

    OrderPlacement(
            ContractSchemas schemas,
            CloudEventFactory events,
            PlacedOrders orders,
            Identifiers identifiers,
            Clock clock,
            ApplicationEventPublisher announcements) {
        this.schemas = schemas;
        this.events = events;
        this.orders = orders;
        this.identifiers = identifiers;
        this.clock = clock;
        this.announcements = announcements;
    }

    /** Places the order. Without a reference of its own it gets one here. */
    PlacementResult place(JsonNode wanted) {
        if (!(wanted instanceof ObjectNode object)) {
            return new PlacementResult.Invalid(
                    List.of(new ValidationError("", "must be a JSON object: the order's data")));
        }
        var order = object.deepCopy();
        if (!order.has(REFERENCE)) {
            order.put(REFERENCE, identifiers.orderReference());
        }
        var faults = schemas.faults("order", order);
        if (!faults.isEmpty()) {
            return new PlacementResult.Invalid(faults);
        }
        if (!StorableText.allStorable(order.toString())) {
            return new PlacementResult.Invalid(List.of(new ValidationError("", "must not hold half a surrogate pair")));
        }
        return store(order);
    }

    private PlacementResult store(ObjectNode order) {
        var reference = order.path(REFERENCE).textValue();
        var digest = CanonicalJson.digest(order);
        var known = sameOrOther(reference, digest);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            orders.store(
                    reference, digest, events.write("order", reference, order).text(), clock.instant());
        } catch (DataIntegrityViolationException | ConcurrencyFailureException e) {
            // Two callers with one reference at one time: the other was first, unless the database had another reason.
            return sameOrOther(reference, digest).orElseThrow(() -> e);
        }
        announcements.publishEvent(new OrdersChanged());
        return new PlacementResult.Stored(reference);
    }

    private Optional<PlacementResult> sameOrOther(String reference, String digest) {
        return orders.digest(reference)
                .map(held -> held.equals(digest)
                        ? new PlacementResult.Stored(reference)
                        : new PlacementResult.Conflicting(reference));
    }
}

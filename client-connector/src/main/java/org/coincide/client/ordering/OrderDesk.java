package org.coincide.client.ordering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.contract.Characters;
import org.coincide.client.contract.Events;
import org.coincide.client.contract.Fault;
import org.coincide.client.contract.Identifiers;
import org.coincide.client.contract.Schemas;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/** Takes orders: checks them, fixes their bytes, stores them. */
@Service
class OrderDesk {

    private static final String REFERENCE = "orderReference";

    private final Schemas schemas;
    private final Events events;
    private final PlacedOrders orders;
    private final Identifiers identifiers;
    private final Clock clock;
    private final ApplicationEventPublisher announcements;

    OrderDesk(
            Schemas schemas,
            Events events,
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
    Placement place(JsonNode wanted) {
        if (!(wanted instanceof ObjectNode object)) {
            return new Placement.Invalid(List.of(new Fault("", "must be a JSON object: the order's data")));
        }
        var order = object.deepCopy();
        if (!order.has(REFERENCE)) {
            order.put(REFERENCE, identifiers.orderReference());
        }
        var faults = schemas.faults("order", order);
        if (!faults.isEmpty()) {
            return new Placement.Invalid(faults);
        }
        if (!Characters.allStorable(order.toString())) {
            return new Placement.Invalid(List.of(new Fault("", "must not hold half a surrogate pair")));
        }
        return store(order);
    }

    private Placement store(ObjectNode order) {
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
        announcements.publishEvent(new OrdersMoved());
        return new Placement.Stored(reference);
    }

    private Optional<Placement> sameOrOther(String reference, String digest) {
        return orders.digest(reference)
                .map(held ->
                        held.equals(digest) ? new Placement.Stored(reference) : new Placement.Conflicting(reference));
    }
}

package org.coincide.client.ordering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.contract.CloudEventFactory;
import org.coincide.client.contract.ContractSchemas;
import org.coincide.client.contract.Identifiers;
import org.coincide.client.contract.StorableText;
import org.coincide.client.contract.ValidationError;
import org.coincide.client.ledger.RemovedTrades;
import org.coincide.client.tracing.TraceParent;
import org.coincide.client.tracing.TradeSpans;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/** Places orders: validates an order, creates its message and stores both. */
@Service
class OrderPlacement {

    private static final String REFERENCE = "orderReference";
    private static final String DELIVERY = "requestedDelivery";

    /** The westernmost time zone, as at the server: a date that is over there is over everywhere. */
    private static final ZoneOffset LAST_ZONE = ZoneOffset.ofHours(-12);

    private final ContractSchemas schemas;
    private final CloudEventFactory events;
    private final PlacedOrders orders;
    private final RemovedTrades removed;
    private final Identifiers identifiers;
    private final Clock clock;
    private final TradeSpans spans;
    private final ApplicationEventPublisher publisher;

    OrderPlacement(
            ContractSchemas schemas,
            CloudEventFactory events,
            PlacedOrders orders,
            RemovedTrades removed,
            Identifiers identifiers,
            Clock clock,
            TradeSpans spans,
            ApplicationEventPublisher publisher) {
        this.schemas = schemas;
        this.events = events;
        this.orders = orders;
        this.removed = removed;
        this.identifiers = identifiers;
        this.clock = clock;
        this.spans = spans;
        this.publisher = publisher;
    }

    /** Places the order; generates a reference if the order has none. */
    PlacementResult place(JsonNode submitted) {
        return place(submitted, Optional.empty());
    }

    /**
     * Places the order of a caller with a trace.
     *
     * @param caller position of the caller in its trace; empty if it names none
     */
    PlacementResult place(JsonNode submitted, Optional<TraceParent> caller) {
        if (!(submitted instanceof ObjectNode object)) {
            return check(submitted);
        }
        var order = object.deepCopy();
        if (!order.has(REFERENCE)) {
            order.put(REFERENCE, identifiers.orderReference());
        }
        var checked = check(order);
        return checked instanceof PlacementResult.Placeable placeable
                ? spans.ofOrder(caller, trace -> store(placeable.reference(), order, trace))
                : checked;
    }

    /** Returns the result of placing this order, which must have a reference, or Placeable if it would be stored. */
    PlacementResult check(JsonNode order) {
        if (!order.isObject()) {
            return new PlacementResult.Invalid(
                    List.of(new ValidationError("", "must be a JSON object: the order's data")));
        }
        var errors = schemas.validate("order", order);
        if (!errors.isEmpty()) {
            return new PlacementResult.Invalid(errors);
        }
        if (!StorableText.isStorableJson(order.toString())) {
            return new PlacementResult.Invalid(
                    List.of(new ValidationError("", "must not contain NUL or unpaired surrogates")));
        }
        var reference = order.path(REFERENCE).textValue();
        return compareWithStored(reference, CanonicalJson.digest(order))
                .orElseGet(() -> isForThePast(order)
                        ? new PlacementResult.Invalid(List.of(new ValidationError(
                                "/" + DELIVERY, "is in the past: request a later date, or omit the property")))
                        : new PlacementResult.Placeable(reference));
    }

    private PlacementResult store(String reference, ObjectNode order, Optional<TraceParent> trace) {
        var digest = CanonicalJson.digest(order);
        try {
            orders.store(
                    reference,
                    digest,
                    events.create(
                                    "order",
                                    reference,
                                    order,
                                    trace.map(TraceParent::toString).orElse(null))
                            .text(),
                    clock.instant());
        } catch (DataIntegrityViolationException | ConcurrencyFailureException e) {
            // A concurrent request stored the same reference first, unless the database failed for another reason.
            return compareWithStored(reference, digest).orElseThrow(() -> e);
        }
        publisher.publishEvent(new OrdersChanged());
        return new PlacementResult.Stored(reference);
    }

    private boolean isForThePast(JsonNode order) {
        return order.has(DELIVERY)
                && LocalDate.parse(order.path(DELIVERY).textValue())
                        .isBefore(LocalDate.ofInstant(clock.instant(), LAST_ZONE));
    }

    private Optional<PlacementResult> compareWithStored(String reference, String digest) {
        return orders.digest(reference)
                .<PlacementResult>map(stored -> stored.equals(digest)
                        ? new PlacementResult.Stored(reference)
                        : new PlacementResult.Conflicting(reference))
                .or(() -> removed.references(List.of(reference)).isEmpty()
                        ? Optional.empty()
                        : Optional.of(new PlacementResult.Removed(reference)));
    }
}

package org.coincide.client.ordering;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coincide.client.contract.Json;
import org.coincide.client.contract.ValidationError;
import org.coincide.client.paging.Page;
import org.coincide.client.paging.Paging;
import org.coincide.client.problems.ProblemResponses;
import org.coincide.client.tracing.TraceParent;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** REST resource of orders: {@code /api/orders}. */
@RestController
@RequestMapping(path = "/api/orders", produces = MediaType.APPLICATION_JSON_VALUE)
class OrderResource {

    private final OrderPlacement placement;
    private final PlacedOrders orders;

    OrderResource(OrderPlacement placement, PlacedOrders orders) {
        this.placement = placement;
        this.orders = orders;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> place(
            @RequestBody byte[] body, @RequestHeader(name = "traceparent", required = false) String traceParent) {
        try {
            return answer(placement.place(Json.STRICT.readTree(body), TraceParent.parse(traceParent)));
        } catch (JsonProcessingException e) {
            return invalid(
                    List.of(new ValidationError("", "must be one strict JSON document: " + e.getOriginalMessage())));
        } catch (IOException e) {
            return invalid(List.of(new ValidationError("", "must be UTF-8: " + e.getMessage())));
        }
    }

    @GetMapping
    ResponseEntity<List<OrderView>> newest(
            @RequestParam(required = false) Set<OrderState> state,
            @RequestParam(defaultValue = Paging.DEFAULT_LIMIT) @Min(1) @Max(Paging.LONGEST) int limit,
            @RequestParam(defaultValue = "0") @Min(0) int offset,
            HttpServletRequest request) {
        var states = state == null || state.isEmpty() ? EnumSet.allOf(OrderState.class) : state;
        var page = Page.of(orders.newest(states, limit, offset), limit, offset, () -> orders.count(states));
        return ResponseEntity.ok()
                .headers(Paging.headers(request, page, limit, offset))
                .body(page.entries());
    }

    /** Returns one order. The reference is the whole rest of the path, since it can contain slashes. */
    @GetMapping("/{*reference}")
    ResponseEntity<Object> one(@PathVariable String reference) {
        var name = reference.substring(1);
        return orders.find(name)
                .<ResponseEntity<Object>>map(ResponseEntity::ok)
                .orElseGet(() -> ProblemResponses.of(
                        HttpStatus.NOT_FOUND,
                        "This client has not placed an order " + name + ". Check the orderReference."));
    }

    private static ResponseEntity<Object> answer(PlacementResult result) {
        if (result instanceof PlacementResult.Stored stored) {
            return ResponseEntity.accepted()
                    .location(URI.create("/api/orders/" + stored.reference()))
                    .body(Map.of("orderReference", stored.reference()));
        }
        if (result instanceof PlacementResult.Conflicting conflicting) {
            return ProblemResponses.of(
                    HttpStatus.CONFLICT,
                    "Order " + conflicting.reference() + " was already placed with different contents and is"
                            + " unchanged. Place a new order with another orderReference.");
        }
        if (result instanceof PlacementResult.Removed removed) {
            return ProblemResponses.of(
                    HttpStatus.CONFLICT,
                    "Order " + removed.reference() + " was placed before; its trade is closed and removed from the"
                            + " ledger. Place a new order with another orderReference.");
        }
        return invalid(((PlacementResult.Invalid) result).errors());
    }

    private static ResponseEntity<Object> invalid(List<ValidationError> errors) {
        return ProblemResponses.of(
                HttpStatus.BAD_REQUEST, "The order is invalid and was not stored. See errors.", errors);
    }
}

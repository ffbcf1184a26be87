package org.coincide.client.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.coincide.client.contract.Json;
import org.coincide.client.verification.Lifecycle;
import org.coincide.client.verification.Transitions;

/**
 * A random trade of allowed status changes and amendments. Derives the allowed transitions from the contract's prose,
 * independently of the verifier, so that the verifier is not tested against itself.
 */
public final class RandomTrade {

    private static final Transitions TRANSITIONS = Transitions.ofContract();
    private static final Set<String> ORDER_FINAL = Set.of("COMPLETED", "REJECTED", "CANCELLED", "FAILED");
    private static final Set<String> DELIVERY_FINAL =
            Set.of("DELIVERED", "PARTIALLY_RETURNED", "RETURNED", "CANCELLED", "NOT_REQUIRED");
    private static final Set<String> PAYMENT_FINAL =
            Set.of("PAID", "REFUNDED", "PARTIALLY_REFUNDED", "VOIDED", "NOT_REQUIRED");
    private static final Set<String> AFTER_CLOSE =
            Set.of("PARTIALLY_RETURNED", "RETURNED", "PARTIALLY_REFUNDED", "REFUNDED");
    private static final Set<String> BEFORE_HOLD = Set.of("RECEIVED", "ACCEPTED", "IN_PROGRESS");

    private static final int MOST_AMENDMENTS = 2;
    private static final int AMENDED_ONE_IN = 3;

    private final TradeMessages messages;
    private final List<String> published = new ArrayList<>();
    private final List<JsonNode> amendments = new ArrayList<>();
    private String heldFrom;
    private boolean closed;

    public RandomTrade(TradeMessages messages) {
        this.messages = messages;
        published.add(messages.information());
    }

    /** Takes a transition for each number, until no transition is possible. */
    public RandomTrade follow(List<Integer> choices) {
        for (int choice : choices) {
            var possible = possible();
            if (possible.isEmpty()) {
                break;
            }
            if (choice % AMENDED_ONE_IN == 0 && mayAmend()) {
                amend(choice);
            } else {
                take(possible.get(choice % possible.size()));
            }
        }
        return this;
    }

    /** True while the order is on hold, and delivery and payment have not started. */
    private boolean mayAmend() {
        return messages.status("order").equals("ON_HOLD")
                && messages.status("delivery").equals("NOT_STARTED")
                && messages.status("payment").equals("PENDING")
                && amendments.size() < MOST_AMENDMENTS;
    }

    private void amend(int choice) {
        var order = messages.order().deepCopy();
        ((ObjectNode) order.at("/lines/0")).put("quantity", 1 + choice % 50);
        amendments.add(order);
        published.add(messages.amended(order));
    }

    /** The amended orders. The client must have requested them, or else their messages raise warnings. */
    public List<JsonNode> amendments() {
        return amendments;
    }

    public TradeMessages messages() {
        return messages;
    }

    public List<String> published() {
        return published;
    }

    public boolean closed() {
        return closed;
    }

    /** The transitions that a correct server could make next. */
    public List<Transition> possible() {
        List<Transition> possible = new ArrayList<>();
        for (var lifecycle : Lifecycle.values()) {
            var name = lifecycle.name().toLowerCase();
            TRANSITIONS.next(lifecycle, messages.status(name)).stream()
                    .map(to -> new Transition(name, to))
                    .filter(transition -> !transition.to().equals(messages.status(name)))
                    .filter(this::isPossible)
                    .forEach(possible::add);
        }
        return possible;
    }

    private boolean isPossible(Transition transition) {
        if (closed && !AFTER_CLOSE.contains(transition.to())) {
            return false;
        }
        if (transition.lifecycle().equals("order") && messages.status("order").equals("ON_HOLD")) {
            if (BEFORE_HOLD.contains(transition.to()) && !transition.to().equals(heldFrom)
                    || transition.to().equals("CANCELLED") && !"RECEIVED".equals(heldFrom)) {
                return false;
            }
        }
        return isConsistent(preview(transition));
    }

    /** The message of a possible transition. Does not advance the trade. */
    public String preview(Transition transition) {
        return messages.preview(data -> {
            data.put(transition.lifecycle(), transition.to());
            SnapshotRules.apply(messages, transition.to());
        });
    }

    private boolean isConsistent(String message) {
        var data = json(message).get("data");
        var order = data.get("order").asText();
        boolean deliveryIsFinal = DELIVERY_FINAL.contains(data.get("delivery").asText());
        boolean paymentIsFinal = PAYMENT_FINAL.contains(data.get("payment").asText());
        if (order.equals("COMPLETED") && !closed && !(deliveryIsFinal && paymentIsFinal)) {
            return false;
        }
        if ((order.equals("RECEIVED") || order.equals("REJECTED")) && ships(data)) {
            return false;
        }
        var captured = new BigDecimal(data.at("/amounts/captured").asText());
        var refunded = new BigDecimal(data.at("/amounts/refunded").asText());
        return !order.equals("CANCELLED") || !isClosing(data) || captured.compareTo(refunded) == 0;
    }

    private static boolean isClosing(JsonNode data) {
        var order = data.get("order").asText();
        var delivery = data.get("delivery").asText();
        var payment = data.get("payment").asText();
        return ORDER_FINAL.contains(order)
                && (DELIVERY_FINAL.contains(delivery) || order.equals("REJECTED") && delivery.equals("NOT_STARTED"))
                && (PAYMENT_FINAL.contains(payment)
                        || Set.of("REJECTED", "CANCELLED").contains(order)
                                && Set.of("FAILED", "PENDING").contains(payment));
    }

    private static boolean ships(JsonNode data) {
        return data.get("lines").findValues("shipped").stream().anyMatch(shipped -> shipped.asInt() > 0);
    }

    /** Advances the trade by a possible transition. */
    public void take(Transition transition) {
        var before = messages.status("order");
        published.add(messages.statusChange(transition.lifecycle(), transition.to()));
        if (transition.to().equals("ON_HOLD")) {
            heldFrom = before;
        }
        closed = closed || isClosing(messages.snapshot());
    }

    private static JsonNode json(String message) {
        try {
            return Json.STRICT.readTree(message);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A lifecycle's transition to another status. */
    public record Transition(String lifecycle, String to) {}
}

package org.coincide.client.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.coincide.client.verification.Lifecycle;
import org.coincide.client.verification.Transitions;

/**
 * A truthful walk through the three lifecycles: which steps are open is worked out here a second time, from the contract's
 * prose, so that the verifier is not its own judge.
 */
public final class RandomTrade {

    private static final Transitions TRANSITIONS = Transitions.ofContract();
    private static final Set<String> ORDER_ENDS = Set.of("COMPLETED", "REJECTED", "CANCELLED", "FAILED");
    private static final Set<String> DELIVERY_ENDS =
            Set.of("DELIVERED", "PARTIALLY_RETURNED", "RETURNED", "CANCELLED", "NOT_REQUIRED");
    private static final Set<String> PAYMENT_ENDS =
            Set.of("PAID", "REFUNDED", "PARTIALLY_REFUNDED", "VOIDED", "NOT_REQUIRED");
    private static final Set<String> LATE = Set.of("PARTIALLY_RETURNED", "RETURNED", "PARTIALLY_REFUNDED", "REFUNDED");
    private static final Set<String> RESUMED = Set.of("RECEIVED", "ACCEPTED", "IN_PROGRESS");

    private final TradeMessages story;
    private static final int MOST_AMENDMENTS = 2;
    private static final int AMENDED_ONE_IN = 3;

    private final List<String> told = new ArrayList<>();
    private final List<JsonNode> amendments = new ArrayList<>();
    private String heldFrom;
    private boolean closed;

    public RandomTrade(TradeMessages story) {
        this.story = story;
        told.add(story.information());
    }

    /** Goes as far as the choices lead, or to where no step is open. */
    public RandomTrade follow(List<Integer> choices) {
        for (int choice : choices) {
            var open = open();
            if (open.isEmpty()) {
                break;
            }
            if (choice % AMENDED_ONE_IN == 0 && mayAmend()) {
                amend(choice);
            } else {
                take(open.get(choice % open.size()));
            }
        }
        return this;
    }

    /** As long as the order is on hold and nothing has moved for it. */
    private boolean mayAmend() {
        return story.status("order").equals("ON_HOLD")
                && story.status("delivery").equals("NOT_STARTED")
                && story.status("payment").equals("PENDING")
                && amendments.size() < MOST_AMENDMENTS;
    }

    private void amend(int choice) {
        var order = story.order().deepCopy();
        ((ObjectNode) order.at("/lines/0")).put("quantity", 1 + choice % 50);
        amendments.add(order);
        told.add(story.amended(order));
    }

    /** What the client must have asked for, for the walk to be believed. */
    public List<JsonNode> amendments() {
        return amendments;
    }

    public TradeMessages story() {
        return story;
    }

    public List<String> told() {
        return told;
    }

    public boolean closed() {
        return closed;
    }

    /** The steps that a truthful server could take next. */
    public List<Step> open() {
        List<Step> open = new ArrayList<>();
        for (var lifecycle : Lifecycle.values()) {
            var name = lifecycle.name().toLowerCase();
            TRANSITIONS.next(lifecycle, story.status(name)).stream()
                    .map(to -> new Step(name, to))
                    .filter(step -> !step.to().equals(story.status(name)))
                    .filter(this::isOpen)
                    .forEach(open::add);
        }
        return open;
    }

    private boolean isOpen(Step step) {
        if (closed && !LATE.contains(step.to())) {
            return false;
        }
        if (step.lifecycle().equals("order") && story.status("order").equals("ON_HOLD")) {
            if (RESUMED.contains(step.to()) && !step.to().equals(heldFrom)
                    || step.to().equals("CANCELLED") && !"RECEIVED".equals(heldFrom)) {
                return false;
            }
        }
        return isSound(story.untold(data -> {
            data.put(step.lifecycle(), step.to());
            SnapshotRules.follow(story, step.to());
        }));
    }

    private boolean isSound(String message) {
        var data = json(message).get("data");
        var order = data.get("order").asText();
        boolean deliveryEnds = DELIVERY_ENDS.contains(data.get("delivery").asText());
        boolean paymentEnds = PAYMENT_ENDS.contains(data.get("payment").asText());
        if (order.equals("COMPLETED") && !closed && !(deliveryEnds && paymentEnds)) {
            return false;
        }
        if ((order.equals("RECEIVED") || order.equals("REJECTED")) && ships(data)) {
            return false;
        }
        var captured = new BigDecimal(data.at("/amounts/captured").asText());
        var refunded = new BigDecimal(data.at("/amounts/refunded").asText());
        return !order.equals("CANCELLED") || !ends(data) || captured.compareTo(refunded) == 0;
    }

    private static boolean ends(JsonNode data) {
        var order = data.get("order").asText();
        var delivery = data.get("delivery").asText();
        var payment = data.get("payment").asText();
        return ORDER_ENDS.contains(order)
                && (DELIVERY_ENDS.contains(delivery) || order.equals("REJECTED") && delivery.equals("NOT_STARTED"))
                && (PAYMENT_ENDS.contains(payment)
                        || Set.of("REJECTED", "CANCELLED").contains(order)
                                && Set.of("FAILED", "PENDING").contains(payment));
    }

    private static boolean ships(JsonNode data) {
        return data.get("lines").findValues("shipped").stream().anyMatch(shipped -> shipped.asInt() > 0);
    }

    private void take(Step step) {
        var before = story.status("order");
        told.add(story.move(step.lifecycle(), step.to()));
        if (step.to().equals("ON_HOLD")) {
            heldFrom = before;
        }
        closed = closed || ends(story.snapshot());
    }

    private static JsonNode json(String message) {
        try {
            return org.coincide.client.contract.Json.STRICT.readTree(message);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** One lifecycle's next status. */
    public record Step(String lifecycle, String to) {}
}

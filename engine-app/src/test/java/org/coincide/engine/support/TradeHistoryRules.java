package org.coincide.engine.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Checks the messages of one trade against the contract's {@code transitions.json} and invariants, without code of
 * the server.
 */
public final class TradeHistoryRules {

    private static final List<String> LIFECYCLES = List.of("order", "delivery", "payment");
    private static final JsonNode CONTRACT = contract();

    private final List<String> objections = new ArrayList<>();
    private JsonNode present;
    private String heldFrom;

    private TradeHistoryRules() {}

    /**
     * The violations in a trade's messages in their order of arrival; empty if there are none. Refusals are ignored,
     * and duplicates are checked once.
     */
    public static List<String> objections(List<JsonNode> events) {
        TradeHistoryRules history = new TradeHistoryRules();
        Set<String> seen = new HashSet<>();
        for (JsonNode event : events) {
            if (event.has("sequence") && seen.add(event.path("id").asText())) {
                history.judge(event, seen.size());
            }
        }
        return history.objections;
    }

    /** Returns true if a trade with the statuses of this message is closed. */
    public static boolean closes(JsonNode statuses) {
        return LIFECYCLES.stream().allMatch(lifecycle -> closes(lifecycle, statuses));
    }

    private void judge(JsonNode event, int sequence) {
        require(event.path("sequence").asInt() == sequence, event, "is not sequence " + sequence);
        JsonNode data = event.path("data");
        if (event.path("type").asText().equals("trading.information.v1")) {
            present = present == null ? data.path("statuses") : present;
            return;
        }
        boolean closed = closes(present);
        for (String lifecycle : LIFECYCLES) {
            step(lifecycle, closed, event);
        }
        leaveHold(event);
        quantities(event);
        amounts(event);
        present = data;
    }

    private void step(String lifecycle, boolean closed, JsonNode event) {
        String from = present.path(lifecycle).asText();
        String to = event.at("/data/" + lifecycle).asText();
        boolean told = texts(event.at("/data/changed")).contains(lifecycle);
        if (from.equals(to) && !told) {
            return;
        }
        Set<String> legal = texts(CONTRACT.at("/lifecycles/" + lifecycle + "/transitions/" + from));
        require(legal.contains(to), event, lifecycle + " went from " + from + " to " + to);
        boolean afterwards = texts(CONTRACT.at("/afterClosed/" + lifecycle)).contains(to);
        require(!closed || afterwards || from.equals("FAILED"), event, lifecycle + " became " + to + " after closing");
    }

    private void leaveHold(JsonNode event) {
        String from = present.path("order").asText();
        String to = event.at("/data/order").asText();
        if (to.equals("ON_HOLD") && !from.equals("ON_HOLD")) {
            heldFrom = from;
        } else if (from.equals("ON_HOLD") && !to.equals("ON_HOLD")) {
            JsonNode hold = CONTRACT.at("/lifecycles/order/hold");
            boolean elsewhere = texts(hold.path("resumes")).contains(to) && !to.equals(heldFrom);
            Set<String> only = texts(hold.at("/onlyWhenHeldFrom/" + to));
            require(
                    !elsewhere && (only.isEmpty() || only.contains(heldFrom)),
                    event,
                    "was held from " + heldFrom + " and went on as " + to);
        }
    }

    private void quantities(JsonNode event) {
        event.at("/data/lines").forEach(line -> {
            int returned = line.path("returned").asInt();
            int delivered = line.path("delivered").asInt();
            int shipped = line.path("shipped").asInt();
            int due = line.path("ordered").asInt() - line.path("cancelled").asInt();
            require(
                    0 <= returned && returned <= delivered && delivered <= shipped && shipped <= due,
                    event,
                    "has quantities that contradict each other: " + line);
        });
    }

    private void amounts(JsonNode event) {
        BigDecimal authorized = amount(event, "authorized");
        BigDecimal captured = amount(event, "captured");
        BigDecimal refunded = amount(event, "refunded");
        require(
                authorized.signum() == 0 || captured.compareTo(authorized) <= 0,
                event,
                "captured more than was authorized");
        require(refunded.compareTo(captured) <= 0, event, "refunded more than was captured");
        require(
                !event.at("/data/order").asText().equals("CANCELLED") || captured.compareTo(refunded) == 0,
                event,
                "keeps money of a cancelled order");
        require(
                !event.at("/data/order").asText().equals("COMPLETED") || closes(event.path("data")),
                event,
                "is COMPLETED and not closed");
    }

    private static BigDecimal amount(JsonNode event, String name) {
        return new BigDecimal(event.at("/data/amounts/" + name).asText());
    }

    private void require(boolean holds, JsonNode event, String otherwise) {
        if (!holds) {
            objections.add("Trade %s: message %s %s"
                    .formatted(
                            event.path("subject").asText(),
                            event.path("sequence").asText(),
                            otherwise));
        }
    }

    private static boolean closes(String lifecycle, JsonNode statuses) {
        return texts(CONTRACT.at("/closed/" + lifecycle))
                        .contains(statuses.path(lifecycle).asText())
                || StreamSupport.stream(CONTRACT.at("/closed/also").spliterator(), false)
                        .filter(also -> also.has(lifecycle))
                        .anyMatch(also -> also.properties().stream().allMatch(entry -> holds(entry, statuses)));
    }

    private static boolean holds(Map.Entry<String, JsonNode> condition, JsonNode statuses) {
        return texts(condition.getValue())
                .contains(statuses.path(condition.getKey()).asText());
    }

    private static Set<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }

    private static JsonNode contract() {
        try (InputStream file = TradeHistoryRules.class.getResourceAsStream("/contract/transitions.json")) {
            return new ObjectMapper().readTree(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

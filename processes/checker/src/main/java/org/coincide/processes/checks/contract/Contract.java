package org.coincide.processes.checks.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the contract says of statuses: {@code transitions.json}, the file that server and client go by. */
public final class Contract {

    public static final List<String> LIFECYCLES = List.of("order", "delivery", "payment");

    private final JsonNode root;
    private final Map<String, Map<String, Set<String>>> transitions = new HashMap<>();
    private final Map<List<String>, Boolean> closing = new ConcurrentHashMap<>();

    private Contract(JsonNode root) {
        this.root = root;
        LIFECYCLES.forEach(lifecycle -> transitions.put(lifecycle, transitions(lifecycle)));
    }

    private Map<String, Set<String>> transitions(String lifecycle) {
        var all = new HashMap<String, Set<String>>();
        lifecycle(lifecycle)
                .path("transitions")
                .properties()
                .forEach(from -> all.put(from.getKey(), texts(from.getValue()).collect(Collectors.toSet())));
        return all;
    }

    public static Contract read() {
        try (var json = Contract.class.getResourceAsStream("/contract/transitions.json")) {
            return new Contract(new ObjectMapper().readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The status that a lifecycle has before any event has said anything. */
    public String initial(String lifecycle) {
        return lifecycle(lifecycle).path("initial").path(0).asText();
    }

    /** All statuses of a lifecycle, in the contract's order. */
    public List<String> statuses(String lifecycle) {
        var statuses = new ArrayList<String>();
        lifecycle(lifecycle).path("transitions").fieldNames().forEachRemaining(statuses::add);
        return statuses;
    }

    public boolean knows(String lifecycle, String status) {
        return lifecycle(lifecycle).path("transitions").has(status);
    }

    public boolean allows(String lifecycle, String from, String to) {
        return transitions
                .getOrDefault(lifecycle, Map.of())
                .getOrDefault(from, Set.of())
                .contains(to);
    }

    /** The status during which a lifecycle rests and from which it returns to where it came from; none for most. */
    public String hold(String lifecycle) {
        return lifecycle(lifecycle).path("hold").path("status").asText(null);
    }

    /** Whether a lifecycle that rests since it had this status may go on with that one. */
    public boolean mayLeaveHold(String lifecycle, String heldFrom, String to) {
        var hold = lifecycle(lifecycle).path("hold");
        if (has(hold.path("resumes"), to)) {
            return to.equals(heldFrom);
        }
        var only = hold.path("onlyWhenHeldFrom").path(to);
        return only.isMissingNode() || has(only, heldFrom);
    }

    /** Whether these three statuses let a trade be closed. */
    public boolean closes(Map<String, String> statuses) {
        return closing.computeIfAbsent(
                LIFECYCLES.stream().map(statuses::get).toList(), three -> computeCloses(statuses));
    }

    private boolean computeCloses(Map<String, String> statuses) {
        var closed = root.path("closed");
        return LIFECYCLES.stream()
                .allMatch(lifecycle ->
                        has(closed.path(lifecycle), statuses.get(lifecycle)) || excuses(closed, lifecycle, statuses));
    }

    public boolean allowsAfterClose(String lifecycle, String status) {
        return has(root.path("afterClosed").path(lifecycle), status);
    }

    /** "NOT_STARTED of a rejected order" and its like: all that such a rule names must hold, this lifecycle being one of it. */
    private static boolean excuses(JsonNode closed, String lifecycle, Map<String, String> statuses) {
        return StreamSupport.stream(closed.path("also").spliterator(), false)
                .filter(rule -> rule.has(lifecycle))
                .anyMatch(rule -> LIFECYCLES.stream()
                        .filter(rule::has)
                        .allMatch(named -> has(rule.path(named), statuses.get(named))));
    }

    private JsonNode lifecycle(String lifecycle) {
        return root.path("lifecycles").path(lifecycle);
    }

    private static boolean has(JsonNode values, String value) {
        return texts(values).anyMatch(value::equals);
    }

    private static Stream<String> texts(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false).map(JsonNode::asText);
    }
}

package org.coincide.processes.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The lifecycles of the contract, read from {@code transitions.json}. */
public final class LifecycleContract {

    public static final List<String> LIFECYCLES = List.of("order", "delivery", "payment");

    private static final String FILE = "/contract/transitions.json";

    private final JsonNode root;
    private final Map<String, Map<String, Set<String>>> transitions = new HashMap<>();
    private final Map<List<String>, Boolean> closing = new ConcurrentHashMap<>();

    private LifecycleContract(JsonNode root) {
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

    /**
     * Reads the contract from the class path.
     *
     * @throws IllegalStateException if the contract is missing or unreadable
     */
    public static LifecycleContract read() {
        try (var json = LifecycleContract.class.getResourceAsStream(FILE)) {
            if (json == null) {
                throw new IllegalStateException("The class path has no " + FILE + "; add the contract to the build");
            }
            return new LifecycleContract(new ObjectMapper().readTree(json));
        } catch (IOException unreadable) {
            throw new IllegalStateException("The file " + FILE + " on the class path is unreadable", unreadable);
        }
    }

    /** The initial status of a lifecycle. */
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

    /** The status in which a lifecycle is on hold; null if it has none. */
    public String hold(String lifecycle) {
        return lifecycle(lifecycle).path("hold").path("status").asText(null);
    }

    /** Returns whether a lifecycle that was put on hold from one status may continue with another. */
    public boolean mayLeaveHold(String lifecycle, String heldFrom, String to) {
        var hold = lifecycle(lifecycle).path("hold");
        if (has(hold.path("resumes"), to)) {
            return to.equals(heldFrom);
        }
        var only = hold.path("onlyWhenHeldFrom").path(to);
        return only.isMissingNode() || has(only, heldFrom);
    }

    /** Returns whether a trade with these three statuses is closed. */
    public boolean closes(Map<String, String> statuses) {
        return closing.computeIfAbsent(
                LIFECYCLES.stream().map(statuses::get).toList(), three -> computeCloses(statuses));
    }

    private boolean computeCloses(Map<String, String> statuses) {
        var closed = root.path("closed");
        return LIFECYCLES.stream()
                .allMatch(lifecycle -> has(closed.path(lifecycle), statuses.get(lifecycle))
                        || isClosedByCombination(closed, lifecycle, statuses));
    }

    public boolean allowsAfterClose(String lifecycle, String status) {
        return has(root.path("afterClosed").path(lifecycle), status);
    }

    /** Returns whether a combination such as "NOT_STARTED of a rejected order" counts as closed. */
    private static boolean isClosedByCombination(JsonNode closed, String lifecycle, Map<String, String> statuses) {
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

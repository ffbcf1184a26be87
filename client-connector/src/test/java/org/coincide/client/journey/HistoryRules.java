package org.coincide.client.journey;

import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coincide.client.contract.Json;
import org.coincide.client.journey.SystemSnapshot.Message;
import org.coincide.client.support.ContractFiles;

/** The rules for the message history of one trade. */
final class HistoryRules {

    private static final List<String> LIFECYCLES = List.of("order", "delivery", "payment");
    private static final JsonNode TRANSITIONS = json(ContractFiles.text("transitions.json"));

    static final ConsistencyChecker.Rule SEQUENCES_HAVE_NO_GAP = snapshot -> histories(snapshot)
            .filter(history -> !history.stream()
                    .map(Message::sequence)
                    .toList()
                    .equals(IntStream.rangeClosed(1, history.size())
                            .mapToObj(Long::valueOf)
                            .toList()))
            .map(history -> ConsistencyChecker.position(history.get(0)) + " has the sequences "
                    + history.stream().map(Message::sequence).toList());

    static final ConsistencyChecker.Rule EVERY_TRANSITION_IS_LEGAL =
            snapshot -> histories(snapshot).flatMap(HistoryRules::illegal);

    /** Amendments are excepted: an amendment changes the order and no status. */
    static final ConsistencyChecker.Rule EVERY_MESSAGE_IS_A_CHANGE =
            snapshot -> histories(snapshot).flatMap(history -> IntStream.range(2, history.size())
                    .filter(index -> data(history.get(index)).path("revision").isMissingNode())
                    .filter(index -> statuses(history.get(index)).equals(statuses(history.get(index - 1))))
                    .mapToObj(index -> ConsistencyChecker.position(history.get(index))
                            + " repeats the statuses of the message before"));

    static final ConsistencyChecker.Rule THE_INFORMATION_EQUALS_THE_ORDER = snapshot -> {
        Map<String, List<LoadJournal.Placed>> placed =
                snapshot.placed().stream().collect(groupingBy(LoadJournal.Placed::reference));
        return snapshot.server().journal().stream()
                .filter(message -> message.sequence() == 1)
                .filter(message -> placed.getOrDefault(reference(message), List.of()).stream()
                        .noneMatch(order -> contains(data(message), json(order.order()))))
                .map(message -> ConsistencyChecker.position(message) + " differs from the placed order");
    };

    static final Map<String, ConsistencyChecker.Rule> RULES = Map.of(
            "sequences have no gap", SEQUENCES_HAVE_NO_GAP,
            "every transition is legal", EVERY_TRANSITION_IS_LEGAL,
            "every message is a change", EVERY_MESSAGE_IS_A_CHANGE,
            "the information equals the order", THE_INFORMATION_EQUALS_THE_ORDER);

    private HistoryRules() {}

    private static Stream<List<Message>> histories(SystemSnapshot snapshot) {
        return snapshot.server().journal().stream().collect(groupingBy(Message::tradingId)).values().stream();
    }

    private static Stream<String> illegal(List<Message> history) {
        return IntStream.range(1, history.size()).boxed().flatMap(index -> LIFECYCLES.stream()
                .filter(lifecycle -> !isLegal(
                        lifecycle, status(history.get(index - 1), lifecycle), status(history.get(index), lifecycle)))
                .map(lifecycle -> ConsistencyChecker.position(history.get(index)) + " moves the " + lifecycle + " from "
                        + status(history.get(index - 1), lifecycle) + " to "
                        + status(history.get(index), lifecycle)));
    }

    private static boolean isLegal(String lifecycle, String from, String to) {
        return from.equals(to)
                || Stream.of(TRANSITIONS.at("/lifecycles/" + lifecycle + "/transitions/" + from))
                        .flatMap(targets -> IntStream.range(0, targets.size()).mapToObj(targets::get))
                        .anyMatch(target -> target.asText().equals(to));
    }

    private static List<String> statuses(Message message) {
        return LIFECYCLES.stream().map(lifecycle -> status(message, lifecycle)).toList();
    }

    private static String status(Message message, String lifecycle) {
        var data = data(message);
        return data.path("statuses").isMissingNode()
                ? data.path(lifecycle).asText()
                : data.path("statuses").path(lifecycle).asText();
    }

    private static String reference(Message message) {
        return data(message).path("orderReference").asText();
    }

    /** True where the document contains all values of the part at the same places. */
    private static boolean contains(JsonNode document, JsonNode part) {
        if (part.isValueNode()) {
            return part.equals(document);
        }
        if (part.isArray()) {
            return document.size() == part.size()
                    && IntStream.range(0, part.size())
                            .allMatch(index -> contains(document.get(index), part.get(index)));
        }
        return part.properties().stream().allMatch(field -> contains(document.path(field.getKey()), field.getValue()));
    }

    private static JsonNode data(Message message) {
        return json(message.body()).path("data");
    }

    private static JsonNode json(String text) {
        try {
            return Json.STRICT.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}

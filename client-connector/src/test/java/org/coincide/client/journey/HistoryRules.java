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

/** What must hold within the history of one trade. */
final class HistoryRules {

    private static final List<String> LIFECYCLES = List.of("order", "delivery", "payment");
    private static final JsonNode TRANSITIONS = json(ContractFiles.text("transitions.json"));

    static final ConsistencyChecker.Rule SEQUENCES_HAVE_NO_GAP = evidence -> histories(evidence)
            .filter(history -> !history.stream()
                    .map(Message::sequence)
                    .toList()
                    .equals(IntStream.rangeClosed(1, history.size())
                            .mapToObj(Long::valueOf)
                            .toList()))
            .map(history -> ConsistencyChecker.place(history.get(0)) + " has the sequences "
                    + history.stream().map(Message::sequence).toList());

    static final ConsistencyChecker.Rule EVERY_STEP_IS_LEGAL =
            evidence -> histories(evidence).flatMap(HistoryRules::illegal);

    /** But for an amendment, which changes the order and no status. */
    static final ConsistencyChecker.Rule EVERY_STEP_IS_A_CHANGE =
            evidence -> histories(evidence).flatMap(history -> IntStream.range(2, history.size())
                    .filter(index -> data(history.get(index)).path("revision").isMissingNode())
                    .filter(index -> statuses(history.get(index)).equals(statuses(history.get(index - 1))))
                    .mapToObj(index -> ConsistencyChecker.place(history.get(index)) + " says what was said before"));

    static final ConsistencyChecker.Rule THE_INFORMATION_IS_THE_ORDER = evidence -> {
        Map<String, List<LoadJournal.Placed>> placed =
                evidence.placed().stream().collect(groupingBy(LoadJournal.Placed::reference));
        return evidence.server().journal().stream()
                .filter(message -> message.sequence() == 1)
                .filter(message -> placed.getOrDefault(reference(message), List.of()).stream()
                        .noneMatch(order -> contains(data(message), json(order.order()))))
                .map(message -> ConsistencyChecker.place(message) + " informs of something that nobody ordered so");
    };

    static final Map<String, ConsistencyChecker.Rule> RULES = Map.of(
            "sequences have no gap", SEQUENCES_HAVE_NO_GAP,
            "every step is legal", EVERY_STEP_IS_LEGAL,
            "every step is a change", EVERY_STEP_IS_A_CHANGE,
            "the information is the order", THE_INFORMATION_IS_THE_ORDER);

    private HistoryRules() {}

    private static Stream<List<Message>> histories(SystemSnapshot evidence) {
        return evidence.server().journal().stream().collect(groupingBy(Message::tradingId)).values().stream();
    }

    private static Stream<String> illegal(List<Message> history) {
        return IntStream.range(1, history.size()).boxed().flatMap(index -> LIFECYCLES.stream()
                .filter(lifecycle -> !isLegal(
                        lifecycle, status(history.get(index - 1), lifecycle), status(history.get(index), lifecycle)))
                .map(lifecycle -> ConsistencyChecker.place(history.get(index)) + " moves the " + lifecycle + " from "
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

    /** Whether all of the small is in the large, as it is. */
    private static boolean contains(JsonNode large, JsonNode small) {
        if (small.isValueNode()) {
            return small.equals(large);
        }
        if (small.isArray()) {
            return large.size() == small.size()
                    && IntStream.range(0, small.size()).allMatch(index -> contains(large.get(index), small.get(index)));
        }
        return small.properties().stream().allMatch(field -> contains(large.path(field.getKey()), field.getValue()));
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

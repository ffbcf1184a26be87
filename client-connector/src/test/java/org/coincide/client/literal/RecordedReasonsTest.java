package org.coincide.client.literal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.coincide.client.contract.Json;
import org.junit.jupiter.api.Test;

/** The reasons in the recorded messages of the conformance kit, against the registry. */
class RecordedReasonsTest {

    private static final Path KIT = Path.of("..", "docs", "contract", "conformance");

    /** Changes whose reason can come from the client or from an operator, with a code of their own. */
    private static final Set<String> CANCELLATIONS =
            Set.of("order CANCELLING", "order CANCELLED", "delivery CANCELLED");

    @Test
    void everyReasonIsRegisteredForAStatusOfItsMessage() throws IOException {
        Map<String, Set<String>> registered = registered("statuses");
        Set<String> unregistered = new TreeSet<>();
        int reasons = 0;
        for (Path file : files(".*[/\\\\](0[1-9]|1[0-6])-[a-z-]+\\.jsonl")) {
            for (String line : Files.readAllLines(file)) {
                JsonNode step = Json.STRICT.readTree(line);
                if (step.path("verdict").asText().equals("COINCIDENT")) {
                    JsonNode data =
                            Json.STRICT.readTree(step.path("received").asText()).path("data");
                    reasons += data.has("reason") ? 1 : 0;
                    if (data.has("reason") && !isRegistered(registered, data)) {
                        unregistered.add(data.at("/reason/code").asText() + " " + statuses(data));
                    }
                }
            }
        }

        assertThat(reasons).isPositive();
        assertThat(unregistered).isEmpty();
    }

    /** Also in the forgeries: a reader of the kit takes the codes from them. */
    @Test
    void everyReasonOfARefusalIsRegisteredForItsKind() throws IOException {
        Map<String, Set<String>> registered = registered("refused");
        Set<String> unregistered = new TreeSet<>();
        int reasons = 0;
        for (Path file : files(".*\\.jsonl")) {
            for (JsonNode refusal : refusals(file)) {
                for (JsonNode reason : refusal.path("reasons")) {
                    String code = reason.path("code").asText();
                    String kind = refusal.path("refused").asText();
                    reasons++;
                    if (!code.startsWith("X_")
                            && !registered.getOrDefault(code, Set.of()).contains(kind)) {
                        unregistered.add(file.getFileName() + " " + kind + " " + code);
                    }
                }
            }
        }

        assertThat(reasons).isPositive();
        assertThat(unregistered).isEmpty();
    }

    /** The data of the refusals that follow the schema. */
    private static List<JsonNode> refusals(Path file) throws IOException {
        List<JsonNode> refusals = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode step = Json.STRICT.readTree(line);
            if (step.has("received") && !step.path("verdict").asText().startsWith("SCHEMA_INVALID")) {
                JsonNode message = Json.STRICT.readTree(step.path("received").asText());
                if (message.path("type").asText().equals("trading.refusal.v1")) {
                    refusals.add(message.path("data"));
                }
            }
        }
        return refusals;
    }

    private static boolean isRegistered(Map<String, Set<String>> registered, JsonNode data) {
        String code = data.at("/reason/code").asText();
        // The reason of a cancellation stands in each message until its end.
        if (registered.getOrDefault(code, CANCELLATIONS).contains("order CANCELLING")
                && data.path("order").asText().matches("CANCELLING|CANCELLED")) {
            return true;
        }
        Set<String> allowed = code.startsWith("X_") ? statuses(data) : registered.getOrDefault(code, CANCELLATIONS);
        return statuses(data).stream().anyMatch(allowed::contains);
    }

    private static Set<String> statuses(JsonNode data) {
        Set<String> statuses = new TreeSet<>();
        data.path("changed")
                .forEach(lifecycle -> statuses.add(
                        lifecycle.asText() + " " + data.path(lifecycle.asText()).asText()));
        return statuses;
    }

    /** @param places the statuses of a change, or the kinds of messages that are refused */
    private static Map<String, Set<String>> registered(String places) {
        Map<String, Set<String>> registered = new HashMap<>();
        LiteralReader.contract("reasons.json").path("reasons").forEach(reason -> {
            Set<String> registeredPlaces =
                    registered.computeIfAbsent(reason.path("code").asText(), code -> new HashSet<>());
            reason.path("appears")
                    .forEach(message -> message.path(places).forEach(place -> registeredPlaces.add(place.asText())));
        });
        return registered;
    }

    private static List<Path> files(String pattern) throws IOException {
        try (Stream<Path> files = Files.list(KIT)) {
            return files.filter(file -> file.toString().matches(pattern))
                    .sorted()
                    .toList();
        }
    }
}

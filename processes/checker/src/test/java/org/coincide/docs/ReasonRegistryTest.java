package org.coincide.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.coincide.processes.lifecycle.DeclaredStatus;
import org.coincide.processes.lifecycle.ReasonCodes;
import org.junit.jupiter.api.Test;

/**
 * The registry of reason codes, docs/contract/reasons.json, against the code that gives reasons and against the table in the contract's
 * README. With {@code -Dcoincide.docs.write=true} the test writes the table.
 */
class ReasonRegistryTest {

    private static final String BEGIN = "<!-- reasons.json: generated, do not edit -->\n";
    private static final String END = "<!-- reasons.json: end -->\n";
    private static final Path README = Path.of("docs/contract/README.md");

    /** Classes of the server that make or pass on a reason. */
    private static final Pattern GIVES_REASONS =
            Pattern.compile("\\b(RefusalReason|Reason|Refused|Refusal|Decision|AcceptancePolicy)\\b");

    private static final Pattern LITERAL = Pattern.compile("\"([A-Z][A-Z0-9_]{2,})\"");
    private static final Pattern MODEL_REASON = Pattern.compile("name=\"trading.reason\" value=\"([A-Z0-9_]+)\"");
    private static final Pattern TABLE_ANSWER = Pattern.compile("<text>\"([A-Z][A-Z0-9_]{2,})\"</text>");

    /** A health status, the default of a field for operators, the reason of a carrier's dead letter, the outcome of a recall, methods of HTTP, and a tag of metrics. */
    private static final Set<String> NO_REASONS_FOR_CLIENTS =
            Set.of("MODELS_REFUSED", "RETURNED_BY_CLIENT", "INVALID_REPORT", "ACCEPTED", "GET", "POST", "OTHER");

    private static final String CANCELLING = " order CANCELLING";

    /** The answer of the table of holds that rejects the order. */
    private static final String NO_HOLD = "LIMIT_EXCEEDED";

    private final Documentation documentation = Documentation.ofThisRepository();
    private final ReasonCodes codes = ReasonCodes.read();

    @Test
    void everyCodeOfTheServerIsRegistered() {
        assertThat(codesOfTheServer()).isNotEmpty().allMatch(codes::allows);
    }

    @Test
    void everyRegisteredCodeIsGiven() {
        assertThat(codes.registered())
                .isSubsetOf(
                        Stream.concat(codesOfTheServer(), codesOfTheModels()).collect(Collectors.toSet()));
    }

    @Test
    void everyStatusWithAReasonIsRegistered() throws IOException {
        Set<String> declared = declaredPlaces();
        assertThat(declared).hasSizeGreaterThan(25);
        assertThat(registeredPlaces()).containsAll(declared);
    }

    /** A cancelled order keeps its reason: a status without a reason of its own can follow with the reason of CANCELLING. */
    @Test
    void everyRegisteredStatusIsOneOfAModel() throws IOException {
        Set<String> places = declaredPlaces();
        Set<String> cancelled = places.stream()
                .filter(place -> place.endsWith(CANCELLING))
                .map(place -> place.replace(CANCELLING, " order CANCELLED"))
                .collect(Collectors.toSet());
        assertThat(registeredPlaces())
                .isNotEmpty()
                .isSubsetOf(Stream.concat(places.stream(), cancelled.stream()).collect(Collectors.toSet()));
    }

    @Test
    void noRegisteredCodeHasTheInstallationsPrefix() {
        assertThat(codes.registered()).isNotEmpty().noneMatch(code -> code.startsWith(codes.ownPrefix()));
    }

    @Test
    void theReadmeListsTheRegistry() throws IOException {
        String page = documentation.text(README);
        assertThat(page).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        String table = table();

        if (Boolean.getBoolean("coincide.docs.write")) {
            Files.writeString(
                    documentation.root().resolve(README), page.substring(0, begin) + table + page.substring(end));
        } else {
            assertThat(page.substring(begin, end))
                    .as(
                            "%s is out of date. Write it: mvn -q -pl processes/checker -am test"
                                    + " -Dtest=ReasonRegistryTest -Dsurefire.failIfNoSpecifiedTests=false"
                                    + " -Dcoincide.docs.write=true",
                            README)
                    .isEqualTo(table);
        }
    }

    private Stream<String> codesOfTheServer() {
        return texts(file -> file.startsWith("engine-app/src/main/java")
                        && file.toString().endsWith(".java"))
                .filter(source -> GIVES_REASONS.matcher(source).find())
                .flatMap(source -> LITERAL.matcher(source).results())
                .map(literal -> literal.group(1))
                .filter(code -> !NO_REASONS_FOR_CLIENTS.contains(code));
    }

    /** The model rules require that these are registered. */
    private Stream<String> codesOfTheModels() {
        return Stream.of(MODEL_REASON, TABLE_ANSWER)
                .flatMap(pattern -> texts(file -> file.startsWith("processes/models"))
                        .flatMap(model -> pattern.matcher(model).results()))
                .map(code -> code.group(1));
    }

    /** The places of reasons in the models, such as "OUT_OF_STOCK delivery CANCELLED". */
    private Set<String> declaredPlaces() {
        List<DeclaredStatus> statuses = texts(file ->
                        file.startsWith("processes/models") && file.toString().endsWith(".bpmn"))
                .map(model ->
                        Bpmn.readModelFromStream(new ByteArrayInputStream(model.getBytes(StandardCharsets.UTF_8))))
                .flatMap(model -> model.getModelElementsByType(Event.class).stream())
                .flatMap(DeclaredStatus::of)
                .filter(status -> status.reason() != null)
                .toList();
        Set<String> ofConsignments = statuses.stream()
                .filter(status ->
                        status.lifecycle().equals("delivery") && status.value().equals("CANCELLED"))
                .map(DeclaredStatus::reason)
                .filter(codes::allows)
                .collect(Collectors.toSet());
        return statuses.stream()
                .flatMap(status -> codesOf(status.reason(), ofConsignments)
                        .map(code -> code + " " + status.lifecycle() + " " + status.value()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The codes of a reason: one that the model names, or those that its variable can have. */
    private Stream<String> codesOf(String reason, Set<String> ofConsignments) {
        return switch (reason) {
            case "${holdReason}" ->
                texts(file -> file.endsWith("hold.dmn"))
                        .flatMap(table -> TABLE_ANSWER.matcher(table).results())
                        .map(answer -> answer.group(1))
                        .filter(codes::allows)
                        .filter(code -> !NO_HOLD.equals(code));
            case "${cancellationReason}" -> Stream.of("CANCELLED_BY_CLIENT", "CANCELLED_BY_OPERATOR");
            case "${abandonReason}" -> Stream.concat(ofConsignments.stream(), Stream.of("NOTHING_DELIVERED"));
            default -> Stream.of(reason);
        };
    }

    private Set<String> registeredPlaces() throws IOException {
        Set<String> places = new TreeSet<>();
        registry().path("reasons").forEach(reason -> reason.path("appears").forEach(message -> message.path("statuses")
                .forEach(status -> places.add(reason.path("code").asText() + " " + status.asText()))));
        return places;
    }

    private JsonNode registry() throws IOException {
        return new ObjectMapper().readTree(documentation.text(Path.of("docs/contract/reasons.json")));
    }

    private Stream<String> texts(Predicate<Path> wanted) {
        return documentation.files().stream().filter(wanted).map(documentation::text);
    }

    private String table() throws IOException {
        return "\n| code | meaning | acts | action | appears |\n| --- | --- | --- | --- | --- |\n"
                + elements(registry().path("reasons"))
                        .map(ReasonRegistryTest::row)
                        .collect(Collectors.joining())
                + "\n";
    }

    private static String row(JsonNode reason) {
        return "| %s | %s | %s | %s | %s |\n"
                .formatted(
                        reason.path("code").asText(),
                        reason.path("meaning").asText(),
                        reason.path("acts").asText(),
                        reason.path("action").asText(),
                        elements(reason.path("appears"))
                                .map(ReasonRegistryTest::place)
                                .collect(Collectors.joining("; ")));
    }

    private static String place(JsonNode place) {
        return place.has("refused") ? "refusal of " + join(place.path("refused")) : join(place.path("statuses"));
    }

    private static String join(JsonNode texts) {
        return elements(texts).map(JsonNode::asText).collect(Collectors.joining(", "));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}

package org.coincide.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.EntityTypes;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.coincide.engine.delivery.consignments.ConsignmentStatus;
import org.coincide.engine.operations.MessageStates;
import org.coincide.engine.operations.log.OperatorActions;
import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.trade.status.DeliveryStatus;
import org.coincide.engine.trade.status.OrderStatus;
import org.coincide.engine.trade.status.PaymentStatus;
import org.coincide.engine.web.login.RefusalType;
import org.junit.jupiter.api.Test;

/** The texts of the operators' pages in the languages that are not English. */
class OperatorTextsTest {

    private static final Path PAGES = Path.of("src/main/resources/static/operations");
    private static final Path COCKPIT = Path.of("src/main/resources/plugin-webapp/coincide/app/plugin.js");
    private static final Path REASONS = Path.of("../docs/contract/reasons.json");
    private static final Pattern TEXT = Pattern.compile("\\b(?:t|section)\\('((?:[^'\\\\]|\\\\.)+)'(?! \\+)");

    @Test
    void eachTextOfThePagesAndOfCockpitsTabHasAGermanOne() throws IOException {
        JsonNode german =
                new ObjectMapper().readTree(PAGES.resolve("texts/de.json").toFile());
        assertThat(texts())
                .hasSizeGreaterThan(100)
                .allSatisfy(text -> assertThat(german.has(text)).as(text).isTrue());
    }

    @Test
    void eachTextBesideANumberOfTradesHasOneForASingleTrade() throws IOException {
        JsonNode german =
                new ObjectMapper().readTree(PAGES.resolve("texts/de.json").toFile());
        List<String> many = german.properties().stream()
                .map(Map.Entry::getKey)
                .filter(text -> text.startsWith("trades "))
                .toList();
        assertThat(many).hasSize(6).allSatisfy(text -> assertThat(german.has(text.replaceFirst("trades", "trade")))
                .as(text)
                .isTrue());
    }

    @Test
    void eachStatusHasAGermanText() throws IOException {
        JsonNode german =
                new ObjectMapper().readTree(PAGES.resolve("texts/de.json").toFile());
        assertThat(Stream.<Enum<?>[]>of(
                                OrderStatus.values(),
                                DeliveryStatus.values(),
                                PaymentStatus.values(),
                                ConsignmentStatus.values(),
                                Movement.Kind.values(),
                                Movement.State.values(),
                                MessageStates.State.values())
                        .flatMap(Stream::of)
                        .filter(constant -> constant != Movement.Kind.VOID) // The pages say "release".
                        .map(OperatorTextsTest::words))
                .allSatisfy(text -> assertThat(german.has(text)).as(text).isTrue());
    }

    @Test
    void eachReasonOfAStatusHasAGermanText() throws IOException {
        JsonNode german =
                new ObjectMapper().readTree(PAGES.resolve("texts/de.json").toFile());
        JsonNode reasons = new ObjectMapper().readTree(REASONS.toFile()).path("reasons");
        assertThat(reasons.valueStream()
                        .filter(reason -> reason.path("appears").valueStream().anyMatch(place -> place.path("message")
                                .asText()
                                .equals("trading.processing.v1")))
                        .map(reason ->
                                reason.path("code").asText().replace('_', ' ').toLowerCase(Locale.ROOT)))
                .hasSizeGreaterThan(10)
                .allSatisfy(text -> assertThat(german.has(text)).as(text).isTrue());
    }

    private static String words(Enum<?> constant) {
        return constant.name().replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    @Test
    void eachRecordedActionHasAGermanText() throws IOException {
        JsonNode german =
                new ObjectMapper().readTree(PAGES.resolve("texts/de.json").toFile());
        assertThat(OperatorActions.Kind.values())
                .extracting(kind -> kind.name().replace('_', ' ').toLowerCase(Locale.ROOT))
                .allSatisfy(text -> assertThat(german.has(text)).as(text).isTrue());
    }

    @Test
    void eachStateOfAProcessHasAGermanText() throws IOException {
        JsonNode german =
                new ObjectMapper().readTree(PAGES.resolve("texts/de.json").toFile());
        assertThat(List.of(
                        HistoricProcessInstance.STATE_ACTIVE,
                        HistoricProcessInstance.STATE_SUSPENDED,
                        HistoricProcessInstance.STATE_COMPLETED,
                        HistoricProcessInstance.STATE_EXTERNALLY_TERMINATED,
                        HistoricProcessInstance.STATE_INTERNALLY_TERMINATED))
                .extracting(state -> state.replace('_', ' ').toLowerCase(Locale.ROOT))
                .allSatisfy(text -> assertThat(german.has(text)).as(text).isTrue());
    }

    @Test
    void eachActionOfTasklistHasAGermanText() throws IOException {
        JsonNode german =
                new ObjectMapper().readTree(PAGES.resolve("texts/de.json").toFile());
        assertThat(List.of(
                        UserOperationLogEntry.OPERATION_TYPE_ASSIGN,
                        UserOperationLogEntry.OPERATION_TYPE_CLAIM,
                        UserOperationLogEntry.OPERATION_TYPE_COMPLETE,
                        UserOperationLogEntry.OPERATION_TYPE_DELEGATE,
                        UserOperationLogEntry.OPERATION_TYPE_RESOLVE,
                        UserOperationLogEntry.OPERATION_TYPE_UPDATE,
                        UserOperationLogEntry.OPERATION_TYPE_ADD_GROUP_LINK,
                        UserOperationLogEntry.OPERATION_TYPE_DELETE_GROUP_LINK,
                        UserOperationLogEntry.OPERATION_TYPE_ADD_USER_LINK,
                        UserOperationLogEntry.OPERATION_TYPE_DELETE_USER_LINK,
                        UserOperationLogEntry.OPERATION_TYPE_SET_DUEDATE,
                        UserOperationLogEntry.OPERATION_TYPE_SET_FOLLOW_UP_DATE))
                .extracting(operation ->
                        operation + " " + (operation.contains("Link") ? EntityTypes.IDENTITY_LINK : EntityTypes.TASK))
                .allSatisfy(text -> assertThat(german.has(text)).as(text).isTrue());
    }

    @Test
    void eachTypeOfARefusedLoginHasAText() {
        String page = read(PAGES.resolve("desk.js"));
        assertThat(RefusalType.values()).allSatisfy(type -> assertThat(page).contains("['" + type.uri() + "', t('"));
    }

    private static List<String> texts() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            return Stream.concat(files.filter(file -> file.toString().endsWith(".js")), Stream.of(COCKPIT))
                    .flatMap(file -> TEXT.matcher(read(file)).results())
                    .map(found -> found.group(1).replace("\\'", "'"))
                    .distinct()
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

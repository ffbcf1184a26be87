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
import org.coincide.engine.operations.log.OperatorActions;
import org.coincide.engine.web.login.RefusalType;
import org.junit.jupiter.api.Test;

/** The texts of the operators' pages in the languages that are not English. */
class OperatorTextsTest {

    private static final Path PAGES = Path.of("src/main/resources/static/operations");
    private static final Pattern TEXT = Pattern.compile("\\b(?:t|section)\\('((?:[^'\\\\]|\\\\.)+)'(?! \\+)");

    @Test
    void eachTextOfThePagesHasAGermanOne() throws IOException {
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
            return files.filter(file -> file.toString().endsWith(".js"))
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

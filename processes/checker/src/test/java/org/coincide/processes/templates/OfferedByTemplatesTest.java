package org.coincide.processes.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.coincide.processes.lifecycle.DeclaredStatus;
import org.coincide.processes.support.Models;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that the built-in models declare can be chosen in the templates. A test of the server compares the delegates of "Call
 * provider" with its beans.
 */
class OfferedByTemplatesTest {

    /** Results of the table that are no reason to hold an order: one accepts it, the other rejects it. */
    private static final Set<String> NOT_HELD = Set.of("NONE", "LIMIT_EXCEEDED");

    private static final Pattern CODE = Pattern.compile("[A-Z]+_[A-Z_]+|[A-Z]{4,}");

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void theCalledDelegatesAreOffered(String task, String delegate) {
        assertThat(delegatesByName()).containsEntry(task, delegate);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void theDeclaredStatusesAreOffered(String id, Event event) {
        var template = Template.named("Trading status");
        assertThat(template.appliesTo()).contains(kind(event));
        assertThat(DeclaredStatus.properties(event))
                .allMatch(property -> takes(template.field(property.getKey()), property.getValue()));
    }

    @Test
    void theHoldsOfTheModelsMatchTheTemplate() {
        var template = Template.named("Hold");
        assertThat(Models.all().values().stream()
                        .flatMap(model -> model.getModelElementsByType(Event.class).stream())
                        .filter(event -> DeclaredStatus.of(event).anyMatch(status -> status.value()
                                .equals(template.field("trading.order")
                                        .path("value")
                                        .asText()))))
                .isNotEmpty()
                .allSatisfy(event -> {
                    assertThat(template.appliesTo()).contains(kind(event));
                    assertThat(DeclaredStatus.properties(event))
                            .allMatch(property -> takes(template.field(property.getKey()), property.getValue()));
                });
    }

    /** The field accepts any code, so the known codes are listed in its description. */
    @Test
    void theDescriptionListsTheReasonsOfTheTable() {
        var listed = CODE.matcher(Template.named("Hold")
                        .field("trading.reason")
                        .path("description")
                        .asText())
                .results()
                .map(MatchResult::group);
        var returned = Models.decisions().get("hold.dmn").getModelElementsByType(OutputEntry.class).stream()
                .map(answer -> answer.getTextContent().strip().replace("\"", ""))
                .filter(code -> !NOT_HELD.contains(code));
        assertThat(listed).containsExactlyInAnyOrderElementsOf(returned.toList());
    }

    static Stream<Arguments> calls() {
        return Models.all().values().stream()
                .flatMap(model -> model.getModelElementsByType(ServiceTask.class).stream())
                .map(task -> Arguments.of(task.getName(), task.getCamundaDelegateExpression()));
    }

    static Stream<Arguments> events() {
        return Models.all().values().stream()
                .flatMap(model -> model.getModelElementsByType(Event.class).stream())
                .filter(event -> DeclaredStatus.properties(event).findAny().isPresent())
                .map(event -> Arguments.of(event.getId(), event));
    }

    private static Map<String, String> delegatesByName() {
        var choices = Template.named("Call provider")
                .field("camunda:delegateExpression")
                .path("choices");
        return StreamSupport.stream(choices.spliterator(), false)
                .collect(Collectors.toMap(choice -> choice.path("name").asText(), choice -> choice.path("value")
                        .asText()));
    }

    private static boolean takes(JsonNode field, String value) {
        if (field.path("type").asText().equals("Hidden")) {
            return value.equals(field.path("value").asText());
        }
        return field.has("choices")
                ? StreamSupport.stream(field.path("choices").spliterator(), false)
                        .anyMatch(choice -> choice.path("value").asText().equals(value))
                : value.matches(field.at("/constraints/pattern/value").asText());
    }

    private static String kind(Event event) {
        var name = event.getElementType().getTypeName();
        return "bpmn:" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}

package org.coincide.processes.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.coincide.processes.lifecycle.DeclaredStatus;
import org.coincide.processes.lifecycle.LifecycleContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The templates are valid by the schema of @camunda/element-templates-json-schema 0.22.1, which @bpmn-io/element-templates-validator 2.26.0
 * uses, and their fields accept the values of the contract.
 */
class ElementTemplatesTest {

    private static final LifecycleContract CONTRACT = LifecycleContract.read();

    @ParameterizedTest(name = "{0}")
    @MethodSource("templates")
    void aTemplateIsValid(Template template) {
        try (var schema = getClass().getResourceAsStream("/element-templates/schema.json")) {
            var errors = JsonSchemaFactory.getInstance(VersionFlag.V7)
                    .getSchema(schema)
                    .validate(template.json());
            assertThat(errors).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("dropDowns")
    void aDropDownOffersTheStatusesOfTheContract(String lifecycle, Template template) {
        assertThat(template.choices("trading." + lifecycle)).containsExactlyElementsOf(CONTRACT.statuses(lifecycle));
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("dropDowns")
    void aStatusCanBeLeftEmpty(String lifecycle, Template template) {
        assertThat(template.field("trading." + lifecycle).path("value").asText())
                .isEmpty();
    }

    @Test
    void theHoldHasTheStatusOfTheContract() {
        assertThat(Template.named("Hold").field("trading.order").path("value").asText())
                .isEqualTo(CONTRACT.hold("order"));
    }

    @ParameterizedTest(name = "\"{0}\": {1}")
    @CsvSource({
        "OUT_OF_STOCK, true",
        "R2, true",
        "${holdReason}, true",
        "'', true",
        "out of stock, false",
        "OUT-OF-STOCK, false",
        "${T(java.lang.Runtime)}, false"
    })
    void aReasonIsACodeOrAVariable(String reason, boolean valid) {
        var pattern = Template.named("Trading status")
                .field("trading.reason")
                .at("/constraints/pattern/value")
                .asText();
        assertThat(reason.matches(pattern)).isEqualTo(valid);
    }

    /** Templates, model check and contract have the same pattern. */
    @Test
    void thePatternOfReasonsIsThatOfTheContract() throws IOException {
        var contract = new ObjectMapper()
                .readTree(Path.of("../../docs/contract/schemas/common.json").toFile());
        assertThat(contract.at("/$defs/code/pattern").asText())
                .isEqualTo("^" + DeclaredStatus.REASON_CODE + "$(?![\\s\\S])");
        assertThat(Stream.of("Trading status", "Hold", "SLA timer")
                        .map(Template::named)
                        .map(template -> template.field("trading.reason"))
                        .map(field -> field.at("/constraints/pattern/value").asText()))
                .allSatisfy(pattern -> assertThat(pattern).startsWith("^(" + DeclaredStatus.REASON_CODE + "|"));
    }

    /** A template cannot set the duration of a timer, since Modeler has no binding for it. */
    @ParameterizedTest(name = "\"{0}\": {1}")
    @CsvSource({
        "P1D, true",
        "PT4H, true",
        "P1DT12H30M, true",
        "'', true",
        "P, false",
        "PT, false",
        "1 day, false",
        "P1W, false"
    })
    void aTimeLimitIsADuration(String time, boolean valid) {
        assertThat(Stream.of("Trading status", "Hold")
                        .map(Template::named)
                        .map(template -> template.field("trading.due"))
                        .map(field -> field.at("/constraints/pattern/value").asText()))
                .allMatch(pattern -> time.matches(pattern) == valid);
    }

    @Test
    void aStatusIsOfferedForEventsOnly() {
        assertThat(Stream.of("Trading status", "Hold", "SLA timer")
                        .map(Template::named)
                        .map(Template::appliesTo)
                        .flatMap(List::stream))
                .allMatch(kind -> kind.endsWith("Event"));
    }

    @Test
    void aCallRunsInAJobOfItsOwn() {
        var call = Template.named("Call provider");
        assertThat(call.field("camunda:asyncBefore").path("value").asBoolean()).isTrue();
        assertThat(call.json().at("/elementType/value").asText()).isEqualTo("bpmn:ServiceTask");
    }

    /** Otherwise Modeler would hide fields that a template cannot set, such as a retry cycle. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("templates")
    void aTemplateHidesNoOtherField(Template template) {
        assertThat(template.json().path("entriesVisible").asBoolean()).isTrue();
    }

    static Stream<Template> templates() {
        return Template.all();
    }

    static Stream<Arguments> dropDowns() {
        return Stream.of("Trading status", "SLA timer")
                .map(Template::named)
                .flatMap(template ->
                        LifecycleContract.LIFECYCLES.stream().map(lifecycle -> Arguments.of(lifecycle, template)));
    }
}

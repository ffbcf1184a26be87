package org.coincide.engine.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventAttributesTest {

    private static final CloudEvent EVENT = CloudEventBuilder.v1()
            .withId("7")
            .withSource(URI.create("/coincide/trades/t"))
            .withType("trading.processing.v1")
            .withSubject("t \u00e4 \"")
            .withTime(OffsetDateTime.parse("2026-12-02T07:00:01Z"))
            .withDataSchema(URI.create("urn:coincide:processing:1.0"))
            .withExtension("sequence", "0000000001")
            .withExtension("traceparent", "00-a-b-01")
            .withData("application/json", "{\"id\":\"other\",\"list\":[{\"type\":1}]}".getBytes(StandardCharsets.UTF_8))
            .build();

    private final EventAttributes attributes =
            EventAttributes.of(new String(new JsonFormat().serialize(EVENT), StandardCharsets.UTF_8));

    @Test
    void theyAreThoseOfTheEventAndItsExtensions() {
        assertThat(attributes.texts())
                .hasSize(EVENT.getAttributeNames().size()
                        + EVENT.getExtensionNames().size());
        for (String name : EVENT.getAttributeNames()) {
            assertThat(attributes.texts()).containsEntry(name, String.valueOf(EVENT.getAttribute(name)));
        }
        for (String name : EVENT.getExtensionNames()) {
            assertThat(attributes.texts()).containsEntry(name, String.valueOf(EVENT.getExtension(name)));
        }
    }

    @Test
    void thoseOfTheMessageHaveNames() {
        assertThat(attributes.type()).isEqualTo(EVENT.getType());
        assertThat(attributes.subject()).isEqualTo(EVENT.getSubject());
        assertThat(attributes.traceparent()).isEqualTo("00-a-b-01");
    }

    @Test
    void absentAttributesAndNullsAreLeftOut() {
        assertThat(EventAttributes.of("{\"id\":\"7\",\"subject\":null,\"data\":\"text\"}")
                        .texts())
                .containsOnlyKeys("id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":{\"id\":\"other\"}}", "[{}]", "\"}}\"", "7", "null"})
    void thoseAfterTheDataAreRead(String data) {
        assertThat(EventAttributes.of("{\"data\":" + data + ",\"id\":\"7\"}").texts())
                .containsExactly(Map.entry("id", "7"));
    }

    @Test
    void aTimeKeepsSecondsThatAreZero() {
        assertThat(EventAttributes.of("{\"time\":\"2026-12-02T07:00:00Z\"}").texts())
                .containsEntry("time", "2026-12-02T07:00:00Z");
    }

    @Test
    void aTextThatIsNotJsonFails() {
        assertThatThrownBy(() -> EventAttributes.of("{\"id\":")).isInstanceOf(UncheckedIOException.class);
    }
}

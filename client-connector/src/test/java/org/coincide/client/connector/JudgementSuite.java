package org.coincide.client.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import org.coincide.client.support.InvalidMessages;
import org.coincide.client.verification.WarningType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Messages as they come: believed, warned of, kept aside until what is missing comes. */
abstract class JudgementSuite extends ConnectorSuite {

    @Autowired
    private MeterRegistry meters;

    @ParameterizedTest
    @EnumSource(value = WarningType.class, mode = EnumSource.Mode.EXCLUDE, names = "UNPROCESSABLE")
    void aWarningIsStoredShownAndToldAndChangesNothing(WarningType type) {
        var story = begun();
        if (type == WarningType.AFTER_CLOSE) {
            server.say(
                    story.move("payment", "FAILED"),
                    story.move("delivery", "CANCELLED"),
                    story.move("order", "CANCELLED"));
            awaitSequence(story, 4);
        }
        var before = api.get("/api/trades/" + story.tradingId()).body();
        var lie = InvalidMessages.of(type, story);

        server.say(lie);

        var warning = await().atMost(PATIENCE)
                .until(() -> warningAbout(lie), Optional::isPresent)
                .orElseThrow();
        assertThat(warning.get("type").asText()).isEqualTo(type.name());
        assertThat(warning.get("text").asText()).isNotBlank();
        assertThat(warning.get("time").asText()).isNotBlank();
        assertThat(api.get("/api/quarantine/" + warning.get("quarantineId").asText())
                        .body())
                .isEqualTo(lie);
        assertThat(api.get("/api/trades/" + story.tradingId()).body()).isEqualTo(before);
        var told = server.request("trading.warning.v1", warning.get("tradingId").asText());
        assertThat(told.at("/data/warning").asText()).isEqualTo(type.name());
        assertThat(meters.counter("coincide.warnings", "type", type.name()).count())
                .isPositive();
    }

    /** The warning whose message in quarantine is this one. */
    private Optional<JsonNode> warningAbout(String message) {
        return api.list("/api/warnings?limit=20").stream()
                .filter(warning -> api.get(
                                "/api/quarantine/" + warning.get("quarantineId").asText())
                        .body()
                        .equals(message))
                .findFirst();
    }

    @Test
    void aDuplicateChangesNothingAndIsNoWarning() {
        var story = begun();
        var message = story.move("order", "ACCEPTED");
        double duplicates = meters.counter("coincide.inbox.duplicates").count();
        server.say(message, message, story.informationWith(data -> {}), message);

        await().atMost(PATIENCE)
                .until(() -> meters.counter("coincide.inbox.duplicates").count() == duplicates + 3);
        assertThat(api.trade(story.tradingId()).get("sequence").asLong()).isEqualTo(2);
        assertThat(api.warnings(story.tradingId())).isEmpty();
    }

    @Test
    void theSameLieAgainIsNoSecondWarning() {
        var story = begun();
        var lie = InvalidMessages.of(WarningType.ILLEGAL_TRANSITION, story);
        server.say(lie, lie);
        server.say(lie, story.move("order", "ACCEPTED"));

        awaitSequence(story, 2);
        assertThat(api.warnings(story.tradingId())).containsExactly("ILLEGAL_TRANSITION");
    }

    @Test
    void aGapIsAskedForAndHealsWhenTheMissingMessageComes() {
        var story = begun();
        var missing = story.move("order", "ACCEPTED");
        server.say(story.move("payment", "AUTHORIZED"), story.move("order", "IN_PROGRESS"));

        var inquiry = server.request("trading.inquiry.v1", story.tradingId());
        assertThat(inquiry.at("/data/fromSequence").asLong()).isEqualTo(2);
        assertThat(api.trade(story.tradingId()).get("sequence").asLong()).isEqualTo(1);
        assertThat(api.warnings(story.tradingId())).containsExactly("SEQUENCE_GAP");

        server.say(missing);

        awaitSequence(story, 4);
        assertThat(api.trade(story.tradingId()).get("order").asText()).isEqualTo("IN_PROGRESS");
        assertThat(api.trade(story.tradingId()).get("intact").asBoolean()).isTrue();
        assertThat(api.warnings(story.tradingId())).containsExactly("SEQUENCE_GAP");
    }

    @Test
    void whatComesBeforeTheInformationIsJudgedWhenTheInformationHasCome() {
        var story = placed();
        var information = story.information();
        server.say(story.move("order", "ACCEPTED"), story.move("payment", "AUTHORIZED"));
        await().atMost(PATIENCE).until(() -> api.warnings(story.tradingId()).size() == 2);
        assertThat(api.warnings(story.tradingId())).containsOnly("UNKNOWN_TRADE");
        assertThat(server.request("trading.inquiry.v1", story.tradingId())
                        .at("/data/fromSequence")
                        .asLong())
                .isEqualTo(1);

        server.say(information);

        awaitSequence(story, 3);
        assertThat(api.warnings(story.tradingId())).hasSize(2);
    }

    @Test
    void whatIsNoTextMessageStaysClosedAndHoldsNobodyUp() {
        var story = begun();
        int before = api.list("/api/warnings").size();

        server.sayObject(new java.util.ArrayList<>(List.of("gadget")));
        server.sayBytes(new byte[] {1, 2, 3});
        server.say(story.move("order", "ACCEPTED"));

        awaitSequence(story, 2);
        var warnings = api.list("/api/warnings");
        assertThat(warnings).hasSize(before + 2);
        assertThat(warnings.subList(0, 2)).allSatisfy(warning -> {
            assertThat(warning.get("type").asText()).isEqualTo("SCHEMA_INVALID");
            assertThat(api.get("/api/quarantine/" + warning.get("quarantineId").asText())
                            .body())
                    .contains("was not opened");
        });
    }

    @Test
    void textsThatADatabaseCannotStoreAreKeptInEscapes() {
        var story = begun();
        server.say("nul \u0000 and half \ud800 a pair " + story.tradingId());
        server.say(story.tell(data -> {
            data.put("order", "ACCEPTED");
            data.putObject("reason").put("code", "ODD").put("text", "a\u0000b\r\n\u202eforged line");
        }));

        awaitSequence(story, 2);
        assertThat(api.trade(story.tradingId()).at("/reason/text").asText()).startsWith("a\\u0000b");
    }
}

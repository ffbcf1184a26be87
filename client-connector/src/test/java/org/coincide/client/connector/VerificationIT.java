package org.coincide.client.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.coincide.client.support.InvalidMessages;
import org.coincide.client.support.TradeMessages;
import org.coincide.client.verification.WarningType;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Verification of received messages: coincident, duplicate, with a warning, or waiting in quarantine. */
class VerificationIT {

    @Nested
    @ConnectorOnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @ConnectorOnPostgresql
    class Postgresql extends OnEachDatabase {}

    abstract static class OnEachDatabase extends AbstractConnectorTest {

        @Autowired
        private MeterRegistry meters;

        @ParameterizedTest
        @EnumSource(value = WarningType.class, mode = EnumSource.Mode.EXCLUDE, names = "UNPROCESSABLE")
        void aWarningIsStoredShownAndReportedToTheServer(WarningType type) {
            var messages = startedTrade();
            if (type == WarningType.AFTER_CLOSE) {
                server.send(
                        messages.statusChange("payment", "FAILED"),
                        messages.statusChange("delivery", "CANCELLED"),
                        messages.statusChange("order", "CANCELLED"));
                awaitSequence(messages, 4);
            }
            var before = shown(messages);
            var invalid = InvalidMessages.of(type, messages);

            server.sendSigned(invalid, InvalidMessages.signature(type, invalid));

            var warning = await().atMost(PATIENCE)
                    .until(() -> warningAbout(invalid), Optional::isPresent)
                    .orElseThrow();
            assertThat(warning.get("type").asText()).isEqualTo(type.name());
            assertThat(warning.get("text").asText()).isNotBlank();
            assertThat(warning.get("time").asText()).isNotBlank();
            assertThat(api.get("/api/quarantine/" + warning.get("quarantineId").asText())
                            .body())
                    .isEqualTo(invalid);
            assertThat(shown(messages)).isEqualTo(before);
            var reported = server.nextRequest(
                    "trading.warning.v1", warning.get("tradingId").asText());
            assertThat(reported.at("/data/warning").asText()).isEqualTo(type.name());
            assertThat(meters.counter("coincide.warnings", "type", type.name()).count())
                    .isPositive();
        }

        /** The trade without the time of its verification. */
        private JsonNode shown(TradeMessages messages) {
            return ((ObjectNode) api.trade(messages.tradingId())).without("verifiedAt");
        }

        /** The warning about the quarantined message with this text. */
        private Optional<JsonNode> warningAbout(String message) {
            return api.list("/api/warnings?limit=20").stream()
                    .filter(warning -> api.get("/api/quarantine/"
                                    + warning.get("quarantineId").asText())
                            .body()
                            .equals(message))
                    .findFirst();
        }

        /** The text is the server's own, so only the signature can tell the two apart. */
        @ParameterizedTest
        @EnumSource(names = {"UNSIGNED", "BAD_SIGNATURE", "UNKNOWN_KEY"})
        void aMessageThatWasWarnedOfIsBelievedOnceItIsSigned(WarningType type) {
            var messages = startedTrade();
            var genuine = messages.statusChange("order", "ACCEPTED");
            var later = messages.statusChange("payment", "AUTHORIZED");
            server.sendSigned(later, InvalidMessages.signature(type, later));
            server.sendSigned(genuine, InvalidMessages.signature(type, genuine));
            await().atMost(PATIENCE).until(() -> warningAbout(genuine).isPresent());
            assertThat(api.trade(messages.tradingId()).get("sequence").asLong()).isEqualTo(1);

            server.send(genuine);
            awaitSequence(messages, 2);
            server.send(later);

            awaitSequence(messages, 3);
            assertThat(api.warnings(messages.tradingId())).containsExactly(type.name(), type.name());
        }

        @Test
        void aDuplicateChangesNothingAndRaisesNoWarning() {
            var messages = startedTrade();
            var message = messages.statusChange("order", "ACCEPTED");
            double duplicates = meters.counter("coincide.inbox.duplicates").count();
            server.send(message, message, messages.informationWith(data -> {}), message);

            await().atMost(PATIENCE)
                    .until(() -> meters.counter("coincide.inbox.duplicates").count() == duplicates + 3);
            assertThat(api.trade(messages.tradingId()).get("sequence").asLong()).isEqualTo(2);
            assertThat(api.warnings(messages.tradingId())).isEmpty();
        }

        @Test
        void aRepeatedInvalidMessageRaisesOneWarning() {
            var messages = startedTrade();
            var invalid = InvalidMessages.of(WarningType.ILLEGAL_TRANSITION, messages);
            server.send(invalid, invalid);
            server.send(invalid, messages.statusChange("order", "ACCEPTED"));

            awaitSequence(messages, 2);
            assertThat(api.warnings(messages.tradingId())).containsExactly("ILLEGAL_TRANSITION");
        }

        @Test
        void aGapCausesAnInquiryAndClosesWithTheMissingMessage() {
            var messages = startedTrade();
            var missing = messages.statusChange("order", "ACCEPTED");
            server.send(messages.statusChange("payment", "AUTHORIZED"), messages.statusChange("order", "IN_PROGRESS"));

            var inquiry = server.nextRequest("trading.inquiry.v1", messages.tradingId());
            assertThat(inquiry.at("/data/fromSequence").asLong()).isEqualTo(2);
            assertThat(api.trade(messages.tradingId()).get("sequence").asLong()).isEqualTo(1);
            assertThat(api.warnings(messages.tradingId())).containsExactly("SEQUENCE_GAP");

            server.send(missing);

            awaitSequence(messages, 4);
            assertThat(api.trade(messages.tradingId()).get("order").asText()).isEqualTo("IN_PROGRESS");
            assertThat(api.trade(messages.tradingId()).get("intact").asBoolean())
                    .isTrue();
            assertThat(api.warnings(messages.tradingId())).containsExactly("SEQUENCE_GAP");
        }

        @Test
        void behindAGapOnlyTheChainedMessageIsAccepted() {
            var messages = startedTrade();
            var missing = messages.statusChange("order", "ACCEPTED");
            var forged =
                    messages.preview(data -> data.put("payment", "AUTHORIZED").put("previousDigest", "0".repeat(64)));
            var genuine = messages.statusChange("order", "IN_PROGRESS");
            server.send(forged, genuine);
            await().atMost(PATIENCE).until(() -> warningAbout(forged).isPresent());

            server.send(missing);

            awaitSequence(messages, 3);
            assertThat(api.trade(messages.tradingId()).get("order").asText()).isEqualTo("IN_PROGRESS");
            assertThat(api.warnings(messages.tradingId())).containsExactlyInAnyOrder("SEQUENCE_GAP", "CHAIN_BROKEN");
        }

        @Test
        void messagesBeforeTheInformationAreVerifiedAfterIt() {
            var messages = placedOrder();
            var information = messages.information();
            server.send(messages.statusChange("order", "ACCEPTED"), messages.statusChange("payment", "AUTHORIZED"));
            await().atMost(PATIENCE)
                    .until(() -> api.warnings(messages.tradingId()).size() == 2);
            assertThat(api.warnings(messages.tradingId())).containsOnly("UNKNOWN_TRADE");
            assertThat(server.nextRequest("trading.inquiry.v1", messages.tradingId())
                            .at("/data/fromSequence")
                            .asLong())
                    .isEqualTo(1);

            server.send(information);

            awaitSequence(messages, 3);
            assertThat(api.warnings(messages.tradingId())).hasSize(2);
        }

        @Test
        void aNonTextMessageIsQuarantinedUnread() {
            var messages = startedTrade();
            int before = api.list("/api/warnings").size();

            server.sendObject(new ArrayList<>(List.of("gadget")));
            server.sendBytes(new byte[] {1, 2, 3});
            server.send(messages.statusChange("order", "ACCEPTED"));

            awaitSequence(messages, 2);
            var warnings = api.list("/api/warnings");
            assertThat(warnings).hasSize(before + 2);
            assertThat(warnings.subList(0, 2)).allSatisfy(warning -> {
                assertThat(warning.get("type").asText()).isEqualTo("SCHEMA_INVALID");
                assertThat(api.get("/api/quarantine/"
                                        + warning.get("quarantineId").asText())
                                .body())
                        .contains("was not opened");
            });
        }

        @Test
        void aTextThatADatabaseCannotStoreIsQuarantined() {
            var messages = startedTrade();
            server.send("nul \u0000 and half \ud800 a pair " + messages.tradingId());
            server.send(messages.preview(data -> {
                data.put("order", "ACCEPTED");
                data.putObject("reason").put("code", "ODD").put("text", "a\u0000b\r\n\u202eforged line");
            }));
            server.send(messages.statusChange("order", "ACCEPTED"));

            awaitSequence(messages, 2);
            assertThat(api.warnings(messages.tradingId())).containsExactly("SCHEMA_INVALID");
        }
    }
}

package org.coincide.client.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.contract.Json;
import org.coincide.client.integrity.LedgerVerification;
import org.coincide.client.signatures.SigningKey;
import org.coincide.client.support.ConnectorApi;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.PostgresqlServer;
import org.coincide.client.support.ServerKey;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A person settles an equivocation, and the trade goes on. */
class SettlementIT {

    @Nested
    class Hsqldb extends OnEachDatabase {
        @Override
        BrokerlessConnector connector() {
            return BrokerlessConnector.onHsqldb("acme");
        }
    }

    @Nested
    class Postgresql extends OnEachDatabase {

        private static final AtomicInteger DATABASES = new AtomicInteger();
        private static final EmbeddedPostgres SERVER = PostgresqlServer.start();

        @Override
        BrokerlessConnector connector() {
            return BrokerlessConnector.onPostgresql("acme", "settled" + DATABASES.incrementAndGet(), SERVER);
        }
    }

    abstract static class OnEachDatabase {

        private BrokerlessConnector client;
        private TradeMessages messages;
        private String held;

        abstract BrokerlessConnector connector();

        @BeforeEach
        void receiveTheOtherVersionFirst() {
            client = connector();
            var order = ContractFiles.order("PO-" + UUID.randomUUID());
            client.place(order);
            messages = TradeMessages.of(order);
            client.receive(List.of(messages.information()));
            held = messages.preview(data -> data.put("order", "ON_HOLD"));
            client.receive(List.of(held));
        }

        @AfterEach
        void stop() {
            client.close();
        }

        @Test
        void theOtherVersionContinuesTheTrade() {
            var received = messages.statusChange("order", "ACCEPTED");
            client.receive(List.of(received, messages.statusChange("payment", "AUTHORIZED")));
            assertThat(statuses()).isEqualTo("ON_HOLD/PENDING 2");

            var answer = client.settle(messages.tradingId(), "RECEIVED", "the server confirmed this version");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(statuses()).isEqualTo("ACCEPTED/AUTHORIZED 3");
            client.receive(List.of(messages.statusChange("order", "IN_PROGRESS")));
            assertThat(statuses()).isEqualTo("IN_PROGRESS/AUTHORIZED 4");
            assertStored(held, received);
        }

        @Test
        void theVersionInTheLedgerCanBeKept() {
            var received = messages.preview(data -> data.put("order", "ACCEPTED"));
            client.receive(List.of(received));

            var answer = client.settle(messages.tradingId(), "LEDGER", "the server withdrew the other version");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(statuses()).isEqualTo("ON_HOLD/PENDING 2");
            assertStored(held, received);
            assertThat(ConnectorApi.json(client.get("/api/warnings/groups"))
                            .get(0)
                            .get("settled")
                            .asInt())
                    .isEqualTo(1);
        }

        @Test
        void aVersionThatBreaksARuleIsRefused() {
            client.receive(List.of(messages.preview(data -> data.put("delivery", "DELIVERED"))));

            var answer = client.settle(messages.tradingId(), "RECEIVED", "tried");

            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).contains("cannot be chosen");
            assertThat(statuses()).isEqualTo("ON_HOLD/PENDING 2");
        }

        @Test
        void aDecisionIsMadeOnceAndWithANote() {
            client.receive(List.of(messages.preview(data -> data.put("order", "ACCEPTED"))));

            assertThat(client.settle(messages.tradingId(), "LEDGER", " ").statusCode())
                    .isEqualTo(400);
            assertThat(client.settle(messages.tradingId(), "LEDGER", "first").statusCode())
                    .isEqualTo(200);
            assertThat(client.settle(messages.tradingId(), "RECEIVED", "second").statusCode())
                    .isEqualTo(409);
        }

        @Test
        void messagesOfARevokedKeyDoNotFollowTheChosenVersion() {
            var received = messages.statusChange("order", "ACCEPTED");
            client.receive(List.of(received, messages.statusChange("payment", "AUTHORIZED")));
            client.receive(List.of(revocation()));

            var answer = client.settle(messages.tradingId(), "RECEIVED", "the server confirmed this version");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(statuses()).isEqualTo("ACCEPTED/PENDING 2");
            assertStored(held, received);
        }

        @Test
        void aMessageOfARevokedKeySaysSo() {
            var received = messages.statusChange("order", "ACCEPTED");
            client.receive(List.of(received));
            var inLedger = "/api/trades/" + messages.tradingId() + "/history/2";
            var quarantined = "/api/quarantine/" + group().get("quarantineId").asText();
            assertThat(revoked(inLedger)).isEmpty();
            assertThat(revoked(quarantined)).isEmpty();

            client.receive(List.of(revocation()));

            assertThat(revoked(inLedger)).contains("true");
            assertThat(revoked(quarantined)).contains("true");
            assertThat(client.get(quarantined).body()).isEqualTo(received);
        }

        private Optional<String> revoked(String path) {
            return client.get(path).headers().firstValue("X-Key-Revoked");
        }

        @Test
        void earlierVersionsAreSettledBeforeLaterOnes() {
            var order = ContractFiles.order("PO-" + UUID.randomUUID());
            client.place(order);
            messages = TradeMessages.of(order);
            var information = messages.information();
            var second = messages.statusChange("order", "ACCEPTED");
            held = messages.latest(data -> data.putObject("reason").put("code", "X_OTHER"));
            var third = messages.statusChange("payment", "AUTHORIZED");
            var heldThird = messages.latest(data -> data.put("previousDigest", CanonicalJson.digest(held)));
            client.receive(List.of(information, held, heldThird));
            client.receive(List.of(third));
            client.receive(List.of(second));

            var early = client.settle(messages.tradingId(), 3, "RECEIVED", "confirmed");
            assertThat(early.statusCode()).isEqualTo(409);
            assertThat(early.body()).contains("Message 2 has another version, too");
            var answer = client.settle(messages.tradingId(), 2, "RECEIVED", "confirmed");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);

            assertThat(client.history(messages.tradingId())).containsExactly(information, second, third);
            assertThat(group().get("state").asText()).isEqualTo("SETTLED");
            var late = client.settle(messages.tradingId(), 3, "LEDGER", "nothing to decide");
            assertThat(late.statusCode()).isEqualTo(409);
            assertThat(late.body()).contains("contains this version already");
            assertStored(held, second, heldThird, third);
        }

        @Test
        void aStatementIsNoVersionOfAMessage() {
            var received = messages.statusChange("order", "ACCEPTED");
            client.receive(List.of(statementOf(received)));

            var early = client.settle(messages.tradingId(), "LEDGER", "nothing to compare with");
            assertThat(early.statusCode()).isEqualTo(409);
            assertThat(early.body()).contains("about a statement of the server");
            client.receive(List.of(received));
            var answer = client.settle(messages.tradingId(), "RECEIVED", "confirmed");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(group().get("count").asInt()).isEqualTo(2);
            assertThat(group().get("state").asText()).isEqualTo("SETTLED");
            assertStored(held, received);
        }

        @Test
        void aVersionThatWasChangedInTheQuarantineIsRefused() {
            var received = messages.preview(data -> data.put("order", "ACCEPTED"));
            client.receive(List.of(received));
            client.jdbc()
                    .update(
                            "UPDATE quarantine SET body = ? WHERE trading_id = ?",
                            received.replace("ACCEPTED", "CANCELLED"),
                            messages.tradingId());

            var answer = client.settle(messages.tradingId(), "RECEIVED", "confirmed");

            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).contains("the signature");
            assertThat(statuses()).isEqualTo("ON_HOLD/PENDING 2");
        }

        @Test
        void anAdoptedAmendmentFollowsTheChosenVersion() {
            var received = messages.statusChange("order", "ON_HOLD", "ADDRESS", "a new address");
            var amended = messages.order().deepCopy();
            amended.withObject("shipTo").put("city", "Elsewhere");
            messages.amended(amended);
            var signature = client.bean(SigningKey.class).signCanonical(amended);
            var amendment = messages.amendedWith(data -> data.put("orderSignature", signature));
            client.receive(List.of(received, amendment));

            var answer = client.settle(messages.tradingId(), "RECEIVED", "confirmed");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(statuses()).isEqualTo("ON_HOLD/PENDING 3");
            assertStored(held, received, amendment);
        }

        @Test
        void aMessageThatCameBeforeItsTradeFollowsTheChosenVersion() {
            var order = ContractFiles.order("PO-" + UUID.randomUUID());
            client.place(order);
            messages = TradeMessages.of(order);
            var information = messages.information();
            held = messages.preview(data -> data.put("order", "ON_HOLD"));
            var second = messages.statusChange("order", "ACCEPTED");
            var third = messages.statusChange("payment", "AUTHORIZED");
            client.receive(List.of(messages.statusChange("order", "IN_PROGRESS")));
            client.receive(List.of(information, held, second, third));
            assertThat(statuses()).isEqualTo("ON_HOLD/PENDING 2");

            client.settle(messages.tradingId(), "RECEIVED", "confirmed");

            assertThat(statuses()).isEqualTo("IN_PROGRESS/AUTHORIZED 4");
        }

        @Test
        void theMessageBeforeAKeptOneIsRequested() {
            var versions = receiveThreeHeldVersions();
            client.receive(List.of(versions.second(), versions.fourth()));
            assertThat(inquiries()).isEmpty();

            var answer = client.settle(messages.tradingId(), 2, "RECEIVED", "confirmed");
            client.bean(InquiryService.class).inquire();

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(statuses()).isEqualTo("ACCEPTED/PENDING 2");
            assertThat(inquiries()).containsExactly(3L);
            assertThat(group().get("state").asText()).isEqualTo("SETTLED");
            client.receive(List.of(versions.third()));
            assertThat(statuses()).isEqualTo("IN_PROGRESS/AUTHORIZED 4");
            assertStored(held, versions.second(), versions.third(), versions.fourth());
        }

        @Test
        void messagesInPlaceOfSupersededOnesAreRequested() {
            var versions = receiveThreeHeldVersions();
            client.receive(List.of(versions.second()));

            client.settle(messages.tradingId(), "RECEIVED", "confirmed");

            assertThat(inquiries()).containsExactly(3L);
            client.receive(List.of(versions.third(), versions.fourth()));
            assertThat(statuses()).isEqualTo("IN_PROGRESS/AUTHORIZED 4");
        }

        @Test
        void aWaitingMessageThatDoesNotFollowIsWarnedOf() {
            var second = messages.statusChange("order", "ACCEPTED");
            var third = messages.statusChange("payment", "AUTHORIZED");
            messages.statusChange("order", "IN_PROGRESS");
            var wrong = messages.latest(data -> data.put("previousDigest", CanonicalJson.digest(held)));
            client.receive(List.of(second, wrong));
            client.receive(List.of(third));

            client.settle(messages.tradingId(), 2, "RECEIVED", "confirmed");

            assertThat(statuses()).isEqualTo("ACCEPTED/AUTHORIZED 3");
            assertThat(quarantined(4)).containsExactly("KEPT CHAIN_BROKEN");
            assertThat(warned(4)).containsExactly("CHAIN_BROKEN", "SEQUENCE_GAP");
        }

        @Test
        void anotherVersionOfAMessageThatFollowsIsWarnedOf() {
            var second = messages.statusChange("order", "ACCEPTED");
            var third = messages.statusChange("payment", "AUTHORIZED");
            var fourth = messages.statusChange("order", "IN_PROGRESS");
            var other = messages.latest(data -> data.putObject("reason").put("code", "X_OTHER"));
            client.receive(List.of(second, fourth, other));
            client.receive(List.of(third));

            client.settle(messages.tradingId(), 2, "RECEIVED", "confirmed");

            assertThat(statuses()).isEqualTo("IN_PROGRESS/AUTHORIZED 4");
            assertThat(quarantined(4)).containsExactlyInAnyOrder("APPLIED SEQUENCE_GAP", "KEPT EQUIVOCATION");
            assertThat(warned(4)).contains("EQUIVOCATION");
            assertThat(group().get("state").asText()).isEqualTo("OPEN");
        }

        /** State and type of the quarantined messages with a sequence. */
        private List<String> quarantined(int sequence) {
            return client.jdbc()
                    .queryForList(
                            "SELECT state || ' ' || warning_type FROM quarantine WHERE trading_id = ? AND sequence_number = ?",
                            String.class,
                            messages.tradingId(),
                            sequence);
        }

        /** The warnings about the messages with a sequence. */
        private List<String> warned(int sequence) {
            return ConnectorApi.json(client.get("/api/warnings?tradingId=" + messages.tradingId()))
                    .valueStream()
                    .filter(warning -> warning.path("sequence").asInt() == sequence)
                    .map(warning -> warning.get("type").asText())
                    .sorted()
                    .toList();
        }

        @Test
        void aStatementDoesNotWaitForTheMessagesThatItNames() {
            var versions = receiveThreeHeldVersions();
            client.receive(List.of(statementOf(versions.fourth()), versions.second()));

            var answer = client.settle(messages.tradingId(), 2, "RECEIVED", "confirmed");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(client.jdbc()
                            .queryForList(
                                    "SELECT state FROM quarantine WHERE trading_id = ? AND sequence_number = 4",
                                    String.class,
                                    messages.tradingId()))
                    .containsExactly("KEPT");
        }

        @Test
        void aDecisionThatSupersedesNothingRequestsNothing() {
            client.receive(List.of(messages.statusChange("order", "ACCEPTED")));

            client.settle(messages.tradingId(), "RECEIVED", "confirmed");

            assertThat(inquiries()).isEmpty();
        }

        /** A trade with messages 2 to 4 in the ledger, and other versions of them that are not received yet. */
        private Versions receiveThreeHeldVersions() {
            var order = ContractFiles.order("PO-" + UUID.randomUUID());
            client.place(order);
            messages = TradeMessages.of(order);
            var information = messages.information();
            var second = messages.statusChange("order", "ACCEPTED");
            held = messages.latest(data -> data.putObject("reason").put("code", "X_OTHER"));
            var third = messages.statusChange("payment", "AUTHORIZED");
            var heldThird = messages.latest(data -> data.put("previousDigest", CanonicalJson.digest(held)));
            var fourth = messages.statusChange("order", "IN_PROGRESS");
            var heldFourth = messages.latest(data -> data.put("previousDigest", CanonicalJson.digest(heldThird)));
            client.receive(List.of(information, held, heldThird, heldFourth));
            assertThat(statuses()).isEqualTo("IN_PROGRESS/AUTHORIZED 4");
            return new Versions(second, third, fourth);
        }

        private record Versions(String second, String third, String fourth) {}

        /** The sequences from which the client has requested the trade's messages. */
        private List<Long> inquiries() {
            return client
                    .jdbc()
                    .queryForList(
                            "SELECT event_body FROM request WHERE event_type = 'trading.inquiry.v1' AND subject = ?",
                            String.class,
                            messages.tradingId())
                    .stream()
                    .map(body -> parsed(body).at("/data/fromSequence").asLong())
                    .toList();
        }

        /** The server's announcement that it does not use its key any more. */
        private static String revocation() {
            var message = ContractFiles.example("key");
            message.withObject("data").putArray("revoked").add(ServerKey.thumbprint());
            return message.toString();
        }

        /** The server's first statement: it names this message as the last one of the trade. */
        private String statementOf(String last) {
            var message = ContractFiles.example("statement");
            var data = message.withObject("data").put("number", 1);
            data.putNull("previousDigest");
            ((ObjectNode) data.get("trades").get(0))
                    .put("tradingId", messages.tradingId())
                    .put("orderReference", messages.reference())
                    .put("sequence", messages.sequence())
                    .put("digest", CanonicalJson.digest(last));
            return message.toString();
        }

        private JsonNode group() {
            return ConnectorApi.json(client.get("/api/warnings/groups?tradingId=" + messages.tradingId()))
                    .get(0);
        }

        /** Both versions stay in the ledger and in the evidence, and the ledger is intact. */
        private void assertStored(String... versions) {
            var evidence = ConnectorApi.json(client.get("/api/evidence/" + messages.tradingId()));
            for (var version : versions) {
                assertThat(evidence.get("entries"))
                        .anyMatch(entry -> entry.get("body").asText().equals(version)
                                || settled(entry.get("body").asText()).equals(version));
            }
            assertThat(client.bean(LedgerVerification.class).verify().findings())
                    .isEmpty();
        }

        private static String settled(String body) {
            return parsed(body).path("receivedBody").asText();
        }

        private static JsonNode parsed(String body) {
            try {
                return Json.STRICT.readTree(body);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        private String statuses() {
            var trade = client.trade(messages.tradingId());
            assertThat(trade.get("intact").asBoolean()).isTrue();
            return trade.get("order").asText() + "/" + trade.get("payment").asText() + " " + trade.get("sequence");
        }
    }
}

package org.coincide.client.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.coincide.client.contract.ContractSchemas;
import org.coincide.client.contract.MessageReader;
import org.coincide.client.evidence.EvidenceVerifier;
import org.coincide.client.signatures.SigningKey;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.ServerKey;
import org.coincide.client.support.StatementMessages;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Trading information of orders that this client has not stored, as after a restore of its database. */
class AdoptionIT {

    /** No other test has this value, so none shares this client: what another test leaves missing would never end the rebuild. */
    private static final String CLIENT_OF_ITS_OWN = "coincide.statements.denied-after=1m";

    @Nested
    @ConnectorOnHsqldb
    @TestPropertySource(properties = CLIENT_OF_ITS_OWN)
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @ConnectorOnPostgresql
    @TestPropertySource(properties = CLIENT_OF_ITS_OWN)
    class Postgresql extends OnEachDatabase {}

    abstract static class OnEachDatabase extends AbstractConnectorTest {

        @Autowired
        private SigningKey key;

        @Test
        void anOrderThatThisClientHasSignedIsAdopted() {
            var lost = TradeMessages.of(ContractFiles.order(reference()));

            server.send(lost.informationWith(data -> data.put("orderSignature", key.signCanonical(lost.order()))));

            awaitAdopted(lost, "SIGNATURE");
            assertThat(api.warnings(lost.tradingId())).isEmpty();
        }

        @Test
        void aSignatureOfAnotherOrderProvesNothing() {
            var lost = TradeMessages.of(ContractFiles.order(reference()));
            var other = ContractFiles.order(lost.reference()).put("currency", "USD");

            server.send(lost.informationWith(data -> data.put("orderSignature", key.signCanonical(other))));

            awaitUnknown(lost);
        }

        @Test
        void anAmendmentThatThisClientHasSignedIsAdopted() {
            var trade = startedTrade();
            server.send(trade.statusChange("order", "ON_HOLD", "ADDRESS", "a new address"));
            awaitSequence(trade, 2);
            var amended = trade.order().deepCopy();
            amended.withObject("shipTo").put("city", "Elsewhere");
            trade.amended(amended);

            server.send(trade.amendedWith(data -> data.put("orderSignature", key.signCanonical(amended))));

            awaitSequence(trade, 3);
            assertThat(api.trade(trade.tradingId()).get("revision").asInt()).isEqualTo(2);
            assertThat(summary(trade)).doesNotContain("word");
        }

        @Test
        void duringARebuildTheServersWordIsTaken() {
            var trade = startedTrade();
            server.send(trade.statusChange("order", "ON_HOLD", "ADDRESS", "a new address"));
            awaitSequence(trade, 2);
            assertThat(api.post("/api/rebuild", "text/plain", "").statusCode()).isEqualTo(202);
            var lost = TradeMessages.of(ContractFiles.order(reference()));
            server.send(lost.information());
            awaitAdopted(lost, "SERVER");
            var changed = trade.order().deepCopy();
            changed.withObject("shipTo").put("city", "Elsewhere");
            server.send(trade.amended(changed));
            awaitSequence(trade, 3);
            assertThat(summary(trade)).endsWith(" (amendment adopted on the server's word)");

            server.send(StatementMessages.of(broker).next(data -> data.putObject("full")
                    .putObject("after")
                    .put("acceptedAt", "2999-01-01T00:00:00Z")
                    .put("tradingId", lost.tradingId())));
            await().atMost(PATIENCE)
                    .until(() -> api.json("/api/rebuild").get("state").asText().equals("DONE"));

            var unknown = TradeMessages.of(ContractFiles.order(reference()));
            server.send(unknown.information());
            awaitUnknown(unknown);
        }

        /** The summary of the trade in its evidence, which holds. */
        private String summary(TradeMessages messages) {
            var file = api.get("/api/evidence/" + messages.tradingId()).body();
            var result = new EvidenceVerifier(
                            new MessageReader(new ContractSchemas()), Set.of(ServerKey.clientThumbprint()))
                    .verify(file.getBytes(StandardCharsets.UTF_8), Set.of(), Set.of());
            assertThat(result.problems()).isEmpty();
            return result.trades().get(0);
        }

        private void awaitAdopted(TradeMessages messages, String proof) {
            awaitSequence(messages, 1);
            assertThat(api.json("/api/orders/" + messages.reference())
                            .path("adopted")
                            .asText())
                    .isEqualTo(proof);
        }

        private void awaitUnknown(TradeMessages messages) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(api.warnings(messages.tradingId()))
                    .containsExactly("UNKNOWN_ORDER"));
            assertThat(api.trade(messages.tradingId()).isMissingNode()).isTrue();
        }
    }
}

package org.coincide.client.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.coincide.client.contract.Json;
import org.coincide.client.support.RandomTrade;
import org.coincide.client.support.ServerKey;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Plausible messages that somebody without the server's key writes with the server's broker account. */
class ForgeriesIT {

    private static final int FORGERIES = 100;

    @Nested
    @ConnectorOnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @ConnectorOnPostgresql
    class Postgresql extends OnEachDatabase {}

    abstract static class OnEachDatabase extends AbstractConnectorTest {

        /** Each is what a correct server could have sent next, in any state of a trade, and arrives before the true message. */
        @Test
        void ofAHundredPlausibleForgeriesNoneIsBelievedOrHarms() throws Exception {
            var random = new Random(14);
            int forged = 0;
            while (forged < FORGERIES) {
                var trade = new RandomTrade(placedOrder());
                server.send(trade.published().get(0));
                for (int step = 0; step < 6 && !trade.possible().isEmpty() && forged < FORGERIES; step++) {
                    var possible = trade.possible();
                    var next = possible.get(random.nextInt(possible.size()));
                    forge(trade.preview(next), random);
                    forged++;
                    trade.take(next);
                    server.send(trade.published().get(trade.published().size() - 1));
                }
                var tradingId = trade.messages().tradingId();
                awaitSequence(trade.messages(), trade.published().size());
                assertThat(history(tradingId, trade.published().size())).isEqualTo(trade.published());
                assertThat(api.warnings(tradingId))
                        .hasSize(trade.published().size() - 1)
                        .containsAnyOf("UNSIGNED", "BAD_SIGNATURE", "UNKNOWN_KEY")
                        .doesNotContain("SEQUENCE_GAP", "EQUIVOCATION", "CHAIN_BROKEN");
            }
        }

        @Test
        void aForgeryAheadOfAGapIsNeverBelieved() throws Exception {
            var messages = startedTrade();
            var missing = messages.statusChange("order", "ACCEPTED");
            var forged = messages.preview(data -> data.put("order", "CANCELLING"));
            var genuine = messages.statusChange("payment", "AUTHORIZED");
            var random = new Random(3);
            for (int i = 0; i < 3; i++) {
                forge(forged, random);
            }
            await().atMost(PATIENCE)
                    .until(() -> api.warnings(messages.tradingId()).size() == 3);
            assertThat(api.warnings(messages.tradingId())).doesNotContain("SEQUENCE_GAP");

            server.send(missing, genuine);

            awaitSequence(messages, 3);
            assertThat(history(messages.tradingId(), 3).get(2)).isEqualTo(genuine);
        }

        @Test
        void aForgedPaymentPageIsNeverShown() throws Exception {
            var messages = startedTrade();
            server.send(messages.statusChange("order", "ACCEPTED"));
            awaitSequence(messages, 2);
            var forged = messages.preview(data -> data.put("payment", "REQUIRES_ACTION")
                    .putObject("action")
                    .put("url", "https://provider.example/confirm/of-the-forger")
                    .put("until", "2026-11-24T09:15:00Z"));
            forge(forged, new Random(1));
            await().atMost(PATIENCE)
                    .until(() -> !api.warnings(messages.tradingId()).isEmpty());

            assertThat(api.get("/api/trades/" + messages.tradingId()).body())
                    .doesNotContain("of-the-forger")
                    .contains("PENDING");
        }

        @Test
        void aSignedMessageOfAnotherServerIsRefused() {
            var messages = startedTrade();
            var staging =
                    messages.preview(data -> data.put("order", "ACCEPTED")).replace("/coincide/", "/staging/");
            server.send(staging, messages.statusChange("order", "ACCEPTED"));

            awaitSequence(messages, 2);
            assertThat(api.warnings(messages.tradingId())).containsExactly("WRONG_SERVER");
        }

        /** A recorded signature of another message of the trade is no signature of this one. */
        @Test
        void aReplayedSignatureIsNotBelieved() {
            var messages = startedTrade();
            var recorded = ServerKey.sign(messages.informationWith(data -> {}));
            server.sendSigned(messages.preview(data -> data.put("order", "ACCEPTED")), recorded);
            server.send(messages.statusChange("order", "ACCEPTED"));

            awaitSequence(messages, 2);
            assertThat(api.warnings(messages.tradingId())).containsExactly("BAD_SIGNATURE");
        }

        /** Sends a message without a signature, with a key of the forger, or with the signature of another text. */
        private void forge(String message, Random random) throws Exception {
            var event = (ObjectNode) Json.STRICT.readTree(message);
            var text = event.put("id", UUID.randomUUID().toString()).toString();
            server.sendSigned(
                    text,
                    switch (random.nextInt(3)) {
                        case 0 -> null;
                        case 1 -> ServerKey.signWithAnotherKey(text);
                        default -> ServerKey.sign(message + " ");
                    });
        }

        private List<String> history(String tradingId, int length) {
            List<String> history = new ArrayList<>();
            for (int sequence = 1; sequence <= length; sequence++) {
                history.add(api.get("/api/trades/" + tradingId + "/history/" + sequence)
                        .body());
            }
            return history;
        }
    }
}

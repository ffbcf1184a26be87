package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.coincide.engine.support.ClientSide;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.Test;

/** Many orders at once, and a broker that goes away in between. */
abstract class CrowdSuite extends ServerSuite {

    private record Written(String clientId, String body) {}

    @Test
    void twoHundredOrdersOfTwoClientsAreTwoHundredTradesAndEachClientHoldsTheJournalOfItsOwn() throws Exception {
        List<ObjectNode> ofAcme = orders(100);
        List<ObjectNode> ofGlobex = orders(100);
        for (int index = 0; index < 100; index++) {
            acme.order(ofAcme.get(index));
            globex.order(ofGlobex.get(index));
        }
        awaitClosed(200);
        awaitUntil(() -> assertThat(count("journal WHERE unsent = TRUE")).isZero());
        awaitUntil(() ->
                assertThat(acme.received().size() + globex.received().size()).isEqualTo((int) count("journal")));

        Map<String, List<String>> journal =
                jdbc.sql("SELECT client_id, body FROM journal ORDER BY id").query(Written.class).list().stream()
                        .collect(Collectors.groupingBy(
                                Written::clientId, Collectors.mapping(Written::body, Collectors.toList())));
        assertThat(bodies(acme)).containsExactlyInAnyOrderElementsOf(journal.get("acme"));
        assertThat(bodies(globex)).containsExactlyInAnyOrderElementsOf(journal.get("globex"));
        assertSequencesWithoutGap(acme);
        assertSequencesWithoutGap(globex);
        assertStockAddsUp();
    }

    @Test
    void whileTheBrokerIsAwayTheServerGoesOnAndAfterwardsNothingIsMissing() {
        List<ObjectNode> orders = orders(20);
        orders.forEach(acme::order);
        awaitUntil(() -> assertThat(count("trade")).isGreaterThanOrEqualTo(20));
        broker.stop();
        awaitClosed(20);
        broker.start();
        acme = client("acme");
        awaitUntil(() -> assertThat(count("journal WHERE unsent = TRUE")).isZero());
    }

    private void awaitClosed(int trades) {
        awaitUntil(() -> assertThat(count("trade WHERE closed = TRUE")).isGreaterThanOrEqualTo(trades));
    }

    private static List<ObjectNode> orders(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> index % 4 == 0 ? Orders.onInvoice() : Orders.ordinary())
                .toList();
    }

    private static List<String> bodies(ClientSide client) throws JMSException {
        List<String> bodies = new ArrayList<>();
        for (TextMessage message : client.receivedMessages()) {
            bodies.add(message.getText());
        }
        return bodies;
    }

    private static void assertSequencesWithoutGap(ClientSide client) {
        Map<String, List<Integer>> sequences = new HashMap<>();
        client.received().forEach(event -> sequences
                .computeIfAbsent(event.path("subject").asText(), id -> new ArrayList<>())
                .add(event.path("sequence").asInt()));
        sequences.forEach((tradingId, of) -> assertThat(of)
                .as(tradingId)
                .isEqualTo(IntStream.rangeClosed(1, of.size()).boxed().toList()));
    }

    private void assertStockAddsUp() {
        assertThat(count("stock WHERE reserved <> 0 OR on_hand < 0")).isZero();
    }
}

package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Orders;
import org.coincide.engine.support.QueueClient;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Many concurrent orders, and an outage of the broker. {@code OrderJourneyIT} sends a hundred orders of each client.
 */
@BothDatabases
class ConcurrentOrdersIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        private static final int OF_EACH = 20;

        private record Written(String clientId, String body) {}

        @Test
        void eachOfTwoClientsReceivesTheMessagesOfItsOwnOrders() {
            List<ObjectNode> ofAcme = orders(OF_EACH);
            List<ObjectNode> ofGlobex = orders(OF_EACH);
            for (int index = 0; index < OF_EACH; index++) {
                acme.order(ofAcme.get(index));
                globex.order(ofGlobex.get(index));
            }
            awaitClosed(ofAcme);
            awaitClosed(ofGlobex);
            assertHoldsTheJournal(acme, "acme", ofAcme);
            assertHoldsTheJournal(globex, "globex", ofGlobex);
            assertThat(count("stock WHERE reserved < 0 OR on_hand < reserved")).isZero();
        }

        @Test
        void noMessageIsLostInAnOutageOfTheBroker() {
            List<ObjectNode> orders = orders(20);
            orders.forEach(acme::order);
            awaitUntil(() -> assertThat(tradesOf(orders, "")).isEqualTo(20));
            broker.stop();
            awaitClosed(orders);
            broker.start();
            awaitUntil(() -> assertThat(count("journal WHERE unsent = TRUE")).isZero());
        }

        private void awaitClosed(List<ObjectNode> orders) {
            awaitUntil(() -> assertThat(tradesOf(orders, " AND closed = TRUE")).isEqualTo(orders.size()));
        }

        private long tradesOf(List<ObjectNode> orders, String which) {
            return jdbc.sql("SELECT COUNT(*) FROM trade WHERE order_reference IN (:references)" + which)
                    .param("references", references(orders))
                    .query(Long.class)
                    .single();
        }

        private void assertHoldsTheJournal(QueueClient client, String clientId, List<ObjectNode> orders) {
            List<Written> journal = jdbc.sql(
                            """
                        SELECT j.client_id, j.body FROM journal j JOIN trade t ON t.trading_id = j.trading_id
                        WHERE t.order_reference IN (:references) ORDER BY j.id""")
                    .param("references", references(orders))
                    .query(Written.class)
                    .list();
            assertThat(journal).extracting(Written::clientId).containsOnly(clientId);
            List<String> written = journal.stream().map(Written::body).toList();
            awaitUntil(() -> assertThat(client.bodies()).containsAll(written));
            Map<String, List<Integer>> sequences = new HashMap<>();
            client.received().stream().filter(event -> event.has("sequence")).forEach(event -> sequences
                    .computeIfAbsent(event.path("subject").asText(), id -> new ArrayList<>())
                    .add(event.path("sequence").asInt()));
            journal.stream().map(row -> subject(row.body())).distinct().forEach(tradingId -> assertThat(
                            sequences.get(tradingId))
                    .as(tradingId)
                    .isEqualTo(IntStream.rangeClosed(1, sequences.get(tradingId).size())
                            .boxed()
                            .toList()));
        }

        private static String subject(String body) {
            return QueueClient.event(body).path("subject").asText();
        }

        private static List<String> references(List<ObjectNode> orders) {
            return orders.stream().map(JourneyScenario::reference).toList();
        }

        private static List<ObjectNode> orders(int count) {
            return IntStream.range(0, count)
                    .mapToObj(index -> index % 4 == 0 ? Orders.onInvoice() : Orders.ordinary())
                    .toList();
        }
    }
}

package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Overdue steps escalate to a task, and continue as the model says. */
@BothDatabases
class EscalationIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        private final Goods goods = new Goods(this);

        @Test
        void anOverdueBackorderWaitsOnIfAPersonDecidesSo() throws Exception {
            String sku = goods.product(0, LocalDate.now().plusDays(3));
            ObjectNode order = waiting(sku, 2);
            fire(order, "BoundaryEvent_SupplyOverdue");
            tasks.complete(task(order, "Task_ReviewBackorder").getId(), Map.of("backorderDecision", "WAIT"));
            assertThat(acme.statusesOf(reference(order))).isEqualTo("IN_PROGRESS/BACKORDERED/AUTHORIZED");

            goods.receive(sku, 2);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertLegal(order);
        }

        @Test
        void anOverdueBackorderIsCancelledIfAPersonDecidesSo() {
            String sku = goods.product(0, LocalDate.now().plusDays(3));
            ObjectNode order = waiting(sku, 2);
            fire(order, "BoundaryEvent_SupplyOverdue");
            tasks.complete(task(order, "Task_ReviewBackorder").getId(), Map.of("backorderDecision", "CANCEL"));
            awaitStatuses(order, "CANCELLED/CANCELLED/VOIDED");
            assertThat(goods.reasonsOf(order)).contains("SUPPLY_ABANDONED");
            assertThat(goods.stockOf(sku)).isEqualTo("0 on hand, 0 reserved, 0 awaited");
            assertLegal(order);
        }

        @Test
        void overduePackingIsATaskUntilTheGoodsLeave() throws Exception {
            String sku = goods.product(0, LocalDate.now().plusDays(3));
            ObjectNode order = waiting(sku, 2);
            goods.byHand(order);
            goods.receive(sku, 2);
            awaitStatuses(order, "IN_PROGRESS/PREPARING/AUTHORIZED");
            fire(order, "BoundaryEvent_PreparationOverdue");
            assertThat(tasks.createTaskQuery()
                            .taskCandidateGroup("order-desk")
                            .taskId(task(order, "Task_ReviewDelay").getId())
                            .count())
                    .isEqualTo(1);

            tasks.complete(task(order, "Task_PickAndPack").getId());
            tasks.complete(task(order, "Task_HandOverParcel").getId());
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertThat(tasksOf(order, "Task_ReviewDelay")).isEmpty();
            assertLegal(order);
        }

        @Test
        void goodsThatArriveEndAnOverdueBackordersReview() throws Exception {
            String sku = goods.product(0, LocalDate.now().plusDays(3));
            ObjectNode reviewed = waiting(sku, 2);
            fire(reviewed, "BoundaryEvent_SupplyOverdue");
            task(reviewed, "Task_ReviewBackorder");
            ObjectNode younger = waiting(sku, 3);

            goods.receive(sku, 5);
            awaitStatuses(reviewed, "COMPLETED/DELIVERED/PAID");
            awaitStatuses(younger, "COMPLETED/DELIVERED/PAID");
            assertThat(tasksOf(reviewed, "Task_ReviewBackorder")).isEmpty();
            assertLegal(reviewed);
        }

        @Test
        void anAbandonedBackorderEndsTheReviewOfItsDelay() throws Exception {
            String sku = goods.product(0, LocalDate.now().plusDays(3));
            ObjectNode order = waiting(sku, 2);
            goods.byHand(order);
            goods.receive(sku, 2);
            awaitStatuses(order, "IN_PROGRESS/PREPARING/AUTHORIZED");
            fire(order, "BoundaryEvent_PreparationOverdue");
            task(order, "Task_ReviewDelay");
            tasks.complete(
                    task(order, "Task_PickAndPack").getId(), Map.of("picked", "{\"1\": 0}", "restDecision", "WAIT"));
            fire(order, "BoundaryEvent_SupplyOverdue");
            tasks.complete(task(order, "Task_ReviewBackorder").getId(), Map.of("backorderDecision", "CANCEL"));

            awaitStatuses(order, "CANCELLED/CANCELLED/VOIDED");
            awaitUntil(() -> assertThat(runtime.createProcessInstanceQuery()
                            .processInstanceBusinessKey(tradingId(order))
                            .count())
                    .isZero());
            assertLegal(order);
        }

        @Test
        void anOverdueParcelIsATaskUntilItArrives() {
            ObjectNode order = Goods.to("9 Silent Street");
            acme.order(order);
            awaitStatuses(order, "IN_PROGRESS/SHIPPED/PAID");
            Instant promised = Instant.parse(acme.ofOrder(reference(order)).stream()
                    .filter(message -> !message.at("/data/due/delivery").isMissingNode())
                    .map(message -> message.at("/data/due/delivery").asText())
                    .findFirst()
                    .orElseThrow());
            assertThat(Duration.between(placedAt(order), promised)).isGreaterThan(Duration.ofDays(9));
            fire(order, "Event_CarriageOverdue");
            assertThat(tasksOf(order, "Task_ReviewCarriage")).hasSize(1);

            String tracking = newest(order).at("/shipments/0/trackingNumber").asText();
            assertThat(goods.report(UUID.randomUUID().toString(), tracking, "DELIVERED", 2))
                    .isEqualTo(202);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertThat(tasksOf(order, "Task_ReviewCarriage")).isEmpty();
            assertLegal(order);
        }

        private ObjectNode waiting(String sku, int pieces) {
            ObjectNode order = Goods.order(sku, pieces, "tok_ok");
            acme.order(order);
            awaitStatuses(order, "IN_PROGRESS/BACKORDERED/AUTHORIZED");
            return order;
        }

        private Instant placedAt(ObjectNode order) {
            return Instant.parse(
                    acme.ofOrder(reference(order)).get(0).path("time").asText());
        }
    }
}

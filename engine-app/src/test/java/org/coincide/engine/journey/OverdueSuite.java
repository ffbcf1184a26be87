package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What takes longer than was promised: a person is asked, and then what the model says. */
abstract class OverdueSuite extends GoodsSuite {

    @Test
    void goodsThatAreOverdueAreWaitedForOnWhereAPersonSaysSo() throws Exception {
        String sku = product(0, LocalDate.now().plusDays(3));
        ObjectNode order = waiting(sku, 2);
        fire(order, "BoundaryEvent_SupplyOverdue");
        tasks.complete(task(order, "Task_ReviewBackorder").getId(), Map.of("backorderDecision", "WAIT"));
        assertThat(acme.statusesOf(reference(order))).isEqualTo("IN_PROGRESS/BACKORDERED/AUTHORIZED");

        receive(sku, 2);
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        assertLegal(order);
    }

    @Test
    void goodsThatAreOverdueAreAwaitedNoLongerWhereAPersonSaysSo() {
        String sku = product(0, LocalDate.now().plusDays(3));
        ObjectNode order = waiting(sku, 2);
        fire(order, "BoundaryEvent_SupplyOverdue");
        tasks.complete(task(order, "Task_ReviewBackorder").getId(), Map.of("backorderDecision", "CANCEL"));
        awaitStatuses(order, "CANCELLED/CANCELLED/VOIDED");
        assertThat(reasonsOf(order)).contains("SUPPLY_ABANDONED");
        assertThat(shelf(sku)).isEqualTo("0 on hand, 0 reserved, 0 awaited");
        assertLegal(order);
    }

    @Test
    void packingThatIsOverdueIsLookedAfterUntilTheGoodsAreOut() throws Exception {
        String sku = product(0, LocalDate.now().plusDays(3));
        ObjectNode order = waiting(sku, 2);
        byHand(order);
        receive(sku, 2);
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
    void aParcelThatIsLongUnderWayIsLookedAfterUntilItArrives() {
        ObjectNode order = to("9 Silent Street");
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
        assertThat(report(UUID.randomUUID().toString(), tracking, "DELIVERED", 2))
                .isEqualTo(202);
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        assertThat(tasksOf(order, "Task_ReviewCarriage")).isEmpty();
        assertLegal(order);
    }

    private ObjectNode waiting(String sku, int pieces) {
        ObjectNode order = order(sku, pieces, "tok_ok");
        acme.order(order);
        awaitStatuses(order, "IN_PROGRESS/BACKORDERED/AUTHORIZED");
        return order;
    }

    private Instant placedAt(ObjectNode order) {
        return Instant.parse(acme.ofOrder(reference(order)).get(0).path("time").asText());
    }
}

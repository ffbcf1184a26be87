package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.coincide.engine.support.Orders;

/** Consignments of two pieces that did not arrive, and that people dispatch again. */
final class RepeatedDispatches {

    /** The answer of a picker who has found one of two pieces. */
    static final Map<String, Object> REPORTED = Map.of("picked", "{\"1\": 1}", "restDecision", "REPORT");

    private final JourneyScenario test;
    private final Goods goods;
    private String sku;

    RepeatedDispatches(JourneyScenario test) {
        this.test = test;
        goods = new Goods(test);
    }

    /** The article of the last order. */
    String sku() {
        return sku;
    }

    /** Places an order for two pieces, on invoice without a card, of which the carrier reports the event. */
    ObjectNode undelivered(String card, String event) throws Exception {
        sku = goods.product(2, null);
        ObjectNode order = card == null ? Orders.onInvoiceNeverPaid() : Orders.byCard(card);
        order.withArray("lines").removeAll();
        Orders.addLine(order, sku, 2, "10.00");
        order.withObject("shipTo").put("street", "9 Silent Street");
        test.acme.order(order);
        test.awaitStatuses(order, "IN_PROGRESS/SHIPPED/" + (card == null ? "PENDING" : "PAID"));
        report(order, event, 1);
        if (event.equals("LOST")) {
            goods.receive(sku, 2);
        }
        return order;
    }

    void sendAgainByHand(ObjectNode order) {
        test.task(order, "Task_DecideOnConsignment");
        test.runtime.setVariable(process(order, "delivery").getId(), "byHand", true);
        decide(order, "SEND_AGAIN");
    }

    void pick(ObjectNode order, Map<String, Object> answers) {
        test.tasks.complete(test.task(order, "Task_PickAndPack").getId(), answers);
    }

    ProcessInstance process(ObjectNode order, String key) {
        return test.runtime
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(test.tradingId(order))
                .processDefinitionKey(key)
                .singleResult();
    }

    void report(ObjectNode order, String event, int hour) {
        test.awaitUntil(
                () -> assertThat(test.newest(order).at("/shipments/0/status").asText())
                        .isEqualTo("SHIPPED"));
        String tracking = test.newest(order).at("/shipments/0/trackingNumber").asText();
        assertThat(goods.report(tracking + "-" + hour, tracking, event, hour)).isEqualTo(202);
    }

    void decide(ObjectNode order, String decision) {
        test.tasks.complete(
                test.task(order, "Task_DecideOnConsignment").getId(), Map.of("consignmentDecision", decision));
    }
}

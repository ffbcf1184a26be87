package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.coincide.engine.lifecycle.ProcessRemoval;
import org.coincide.engine.simulation.PausingProvider;
import org.coincide.engine.simulation.PausingProvider.Pause;
import org.coincide.engine.support.Orders;
import org.springframework.transaction.support.TransactionOperations;

/** Orders paid by card, and the records of the simulated payment provider about them. */
final class CardOrders {

    private final JourneyScenario test;

    CardOrders(JourneyScenario test) {
        this.test = test;
    }

    ObjectNode ordered(String token) {
        return ordered(Orders.byCard(token));
    }

    ObjectNode ordered(ObjectNode order) {
        test.acme.order(order);
        return order;
    }

    /** 400 cups, of which 300 go into a consignment: 1470.00 EUR and 490.00 EUR. */
    static ObjectNode inTwoConsignments(String token) {
        ObjectNode order = Orders.byCard(token);
        order.putArray("lines");
        return Orders.addLine(order, "CUP-PORCELAIN", 400, "4.90");
    }

    List<String> capturedAtTheProvider(String tradingId) {
        return test
                .jdbc
                .sql(
                        "SELECT amount FROM simulated_provider_call WHERE idempotency_key LIKE ? AND operation = 'capture'")
                .param(tradingId + "/%")
                .query(BigDecimal.class)
                .list()
                .stream()
                .map(amount -> amount.setScale(2, RoundingMode.UNNECESSARY).toPlainString())
                .toList();
    }

    /** A new card that the provider approves. */
    static String card() {
        return "tok_" + UUID.randomUUID();
    }

    /** Sends the order and pauses its authorization, so that a test can prepare the next step. */
    String orderedAndHeld(ObjectNode order) throws InterruptedException {
        Pause authorization = test.bean(PausingProvider.class)
                .before(order.at("/payment/token").asText());
        test.acme.order(order);
        String key = authorization.awaitCall();
        return key.substring(0, key.indexOf('/'));
    }

    /** The messages of the trade's failed jobs. */
    List<String> jobFailuresOf(String tradingId) {
        return test.runtime.createProcessInstanceQuery().processInstanceBusinessKey(tradingId).list().stream()
                .flatMap(
                        instance -> test
                                .management
                                .createJobQuery()
                                .processInstanceId(instance.getId())
                                .withException()
                                .list()
                                .stream())
                .map(Job::getExceptionMessage)
                .toList();
    }

    List<String> stateAtTheProvider(String tradingId) {
        return test.jdbc
                .sql("SELECT state FROM simulated_authorization WHERE merchant_reference = ?")
                .param(tradingId)
                .query(String.class)
                .list();
    }

    /** Deletes the instances of a trade that cannot continue, because the test reversed its payment. A job can be running. */
    void end(String tradingId) {
        await().atMost(JourneyScenario.PATIENCE).untilAsserted(() -> {
            List<ProcessInstance> left = test.runtime
                    .createProcessInstanceQuery()
                    .processInstanceBusinessKey(tradingId)
                    .rootProcessInstances()
                    .list();
            ProcessRemoval removal = test.bean(ProcessRemoval.class);
            TransactionOperations transaction = test.bean(TransactionOperations.class);
            left.forEach(instance ->
                    transaction.executeWithoutResult(status -> removal.remove(instance.getId(), "the test is over")));
            assertThat(left).isEmpty();
        });
    }
}

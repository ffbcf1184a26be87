package org.coincide.engine.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.coincide.engine.support.Orders;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Brings trades to their end, or to the partners for whom they wait. All partners answer in a day, or when a test makes their answers due. */
record TradeStages(JdbcClient jdbc, CountingClient client) {

    /** Of 7,000 trades, the heads of 500, a whole page of a statement, are read as fast from the whole table as by its index. */
    static final Map<String, String> SETTINGS = Map.of(
            "coincide.statements.page-size", "50",
            "coincide.simulation.carrier.delivered-after", "24h",
            "coincide.simulation.payment.invoice-paid-after", "24h",
            "coincide.reconciliation.poll", "1h",
            "camunda.bpm.generic-properties.properties.historyCleanupEnabled", "false");

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Processes an order by card and one on invoice to their end, while the partners answer at once. */
    void finish() {
        List<ObjectNode> orders = List.of(Orders.ordinary(), Orders.onInvoice());
        List<String> references = orders.stream().map(TradeStages::reference).toList();
        client.order(orders.stream().map(Load::message).toList());
        await().atMost(PATIENCE).until(() -> {
            references.forEach(this::deliver);
            references.forEach(this::pay);
            return count("trade WHERE closed AND order_reference IN (:references)", references) == orders.size();
        });
    }

    /** Brings one trade each to its carrier, its bank, the holder of its card, a person, and missing goods. */
    void waitForAllPartners() {
        ObjectNode onInvoice = Orders.onInvoice();
        ObjectNode held = Orders.ordinary();
        held.withObject("shipTo").put("country", "AQ");
        List<ObjectNode> orders =
                List.of(Orders.ordinary(), onInvoice, Orders.byCard("tok_confirm_never"), held, Orders.outOfStock());
        jdbc.sql("UPDATE stock SET next_supply = CURRENT_DATE + 30 WHERE on_hand = 0")
                .update();
        client.order(orders.stream().map(Load::message).toList());
        await().atMost(PATIENCE).untilAsserted(() -> {
            deliver(reference(onInvoice));
            assertThat(count("trade WHERE NOT closed")).as("open trades").isEqualTo(orders.size());
            assertThat(count("trade WHERE NOT closed AND delivered_at IS NOT NULL"))
                    .as("delivered ones")
                    .isEqualTo(1);
            assertThat(count("simulated_shipment WHERE NOT reported AND due_at <= CURRENT_TIMESTAMP"))
                    .as("arrivals that the carrier has not stored")
                    .isZero();
            assertThat(count("ACT_RU_JOB WHERE duedate_ IS NULL OR duedate_ <= CURRENT_TIMESTAMP"))
                    .as("due jobs")
                    .isZero();
        });
    }

    private void deliver(String reference) {
        jdbc.sql(
                        """
                        UPDATE simulated_shipment SET due_at = CURRENT_TIMESTAMP WHERE NOT reported AND tracking_number IN
                        (SELECT tracking_number FROM consignment JOIN trade USING (trading_id) WHERE order_reference = ?)""")
                .param(reference)
                .update();
    }

    private void pay(String reference) {
        jdbc.sql(
                        """
                        UPDATE simulated_bank_transfer SET due_at = CURRENT_TIMESTAMP WHERE NOT reported AND trading_id =
                        (SELECT trading_id FROM trade WHERE order_reference = ?)""")
                .param(reference)
                .update();
    }

    private static String reference(ObjectNode order) {
        return order.path("orderReference").asText();
    }

    long count(String rows) {
        return count(rows, List.of());
    }

    private long count(String rows, List<String> references) {
        return jdbc.sql("SELECT COUNT(*) FROM " + rows)
                .param("references", references)
                .query(Long.class)
                .single();
    }
}

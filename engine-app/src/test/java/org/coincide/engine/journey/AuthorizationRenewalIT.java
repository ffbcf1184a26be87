package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import org.coincide.engine.simulation.PausingProvider;
import org.coincide.engine.simulation.PausingProvider.Pause;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.TradeHistoryRules;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Consignments that are shipped while the authorization is renewed for an earlier one. */
@BothDatabases
class AuthorizationRenewalIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        private final Goods goods = new Goods(this);

        @Autowired
        private PausingProvider provider;

        @Test
        void aConsignmentShippedDuringARenewalIsCapturedFromIt() throws Exception {
            ObjectNode order = inTwoConsignmentsOfWhichOneGoesOutMeanwhile("tok_expired");
            assertThat(captured(order)).containsExactlyInAnyOrder("1", "2");
            assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("30.00");
        }

        @Test
        void aConsignmentShippedDuringADeclinedRenewalIsInvoiced() throws Exception {
            ObjectNode order = inTwoConsignmentsOfWhichOneGoesOutMeanwhile("tok_expired_declined");
            assertThat(newest(order).path("invoices").findValuesAsText("amount"))
                    .containsExactlyInAnyOrder("10.00", "20.00");
        }

        private ObjectNode inTwoConsignmentsOfWhichOneGoesOutMeanwhile(String card) throws Exception {
            String sku = goods.product(1, LocalDate.now().plusDays(1));
            ObjectNode order = Goods.order(sku, 3, card);
            try (Pause first = provider.before(card)) {
                acme.order(order);
                String authorization = first.awaitCall();
                try (Pause renewal = provider.before(authorization + "/2")) {
                    first.letGo();
                    renewal.awaitCall();
                    goods.receive(sku, 2);
                    awaitUntil(() ->
                            assertThat(newest(order).path("payment").asText()).isEqualTo("PARTIALLY_PAID"));
                    renewal.letGo();
                }
            }
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertThat(TradeHistoryRules.objections(acme.ofOrder(reference(order))))
                    .isEmpty();
            return order;
        }

        /** The consignments that were captured. */
        private List<String> captured(ObjectNode order) {
            return jdbc.sql(
                            "SELECT part FROM payment_movement WHERE trading_id = ? AND kind = 'CAPTURE' AND state = 'DONE'")
                    .param(tradingId(order))
                    .query(String.class)
                    .list();
        }
    }
}

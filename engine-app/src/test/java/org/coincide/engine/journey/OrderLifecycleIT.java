package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.INTEGER;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Single orders, from the client's queue to the client's queue, through the real engine and broker. */
@BothDatabases
class OrderLifecycleIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        @Test
        void anOrdinaryOrderIsDeliveredAndPaid() {
            ObjectNode order = Orders.ordinary();
            acme.order(order);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");

            List<JsonNode> messages = acme.ofOrder(reference(order));
            assertThat(messages)
                    .extracting(message -> message.path("sequence").asInt())
                    .isEqualTo(IntStream.rangeClosed(1, messages.size()).boxed().toList());
            JsonNode last = messages.get(messages.size() - 1).path("data");
            assertThat(last.at("/amounts/captured").asText()).isEqualTo("37.50");
            assertThat(last.at("/lines/0/delivered").asInt()).isEqualTo(3);
            assertThat(last.at("/shipments/0/status").asText()).isEqualTo("DELIVERED");
        }

        @Test
        void anInvoiceIsPaidWhenTheBankReportsIt() {
            ObjectNode order = Orders.onInvoice();
            acme.order(order);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        }

        @Test
        void aDeclinedCardCancelsTheOrderWithoutACapture() {
            ObjectNode order = Orders.byCard("tok_declined");
            acme.order(order);
            awaitStatuses(order, "CANCELLED/CANCELLED/FAILED");
            assertThat(newest(order).at("/reason/code").asText()).isEqualTo("PAYMENT_DECLINED");
            assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("0.00");
            assertThat(reservedOf(order)).isZero();
        }

        @Test
        void missingStockCancelsTheOrderAndVoidsTheAuthorization() {
            ObjectNode order = Orders.outOfStock();
            acme.order(order);
            awaitStatuses(order, "CANCELLED/CANCELLED/VOIDED");
            assertThat(newest(order).at("/reason/code").asText()).isEqualTo("OUT_OF_STOCK");
            assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("0.00");
            assertThat(reservedOf(order)).isZero();
        }

        @Test
        void anOrderOverTheClientsLimitIsRejected() {
            ObjectNode order = Orders.addLine(Orders.ordinary(), "POT-CAST-IRON", 400, "59.00");
            acme.order(order);
            awaitStatuses(order, "REJECTED/NOT_STARTED/PENDING");
            assertThat(newest(order).at("/reason/code").asText()).isEqualTo("LIMIT_EXCEEDED");
        }

        @Test
        void aCaptureThatTimesOutIsLookedUpByItsKey() {
            ObjectNode order = Orders.byCard("tok_capture_timeout");
            acme.order(order);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            String tradingId = newest(order).path("tradingId").asText();
            assertThat(attemptsAtTheProvider(tradingId + "/capture/1"))
                    .singleElement(INTEGER)
                    .isEqualTo(1);
            assertThat(new BigDecimal(newest(order).at("/amounts/captured").asText()))
                    .isEqualByComparingTo("37.50");
        }

        @Test
        void aFailingProviderIsRetriedUntilItSucceeds() {
            ObjectNode order = Orders.byCard("tok_flaky");
            acme.order(order);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        }
    }
}

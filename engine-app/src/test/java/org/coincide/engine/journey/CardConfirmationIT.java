package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Card payments that the holder has to confirm (SCA), and their outcomes. */
@BothDatabases
class CardConfirmationIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        private final PaymentSteps payments = new PaymentSteps(this);

        private static final String CHECK = "BoundaryEvent_ReportMissed";

        @Test
        void aConfirmedPaymentIsAuthorizedAndTheOrderContinues() {
            ObjectNode order = ordered("tok_confirm");
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertThat(payments.toldOfPayment(order)).containsExactly("REQUIRES_ACTION", "AUTHORIZED", "PAID");

            JsonNode asked = firstOf(order, "REQUIRES_ACTION");
            assertThat(asked.at("/action/url").asText()).startsWith("https://provider.example/confirm/");
            assertThat(asked.at("/amounts/authorized").asText()).isEqualTo("0.00");
            assertThat(asked.at("/due/payment")).isEqualTo(asked.at("/action/until"));
            assertThat(Duration.between(
                            Clock.systemUTC().instant(),
                            Instant.parse(asked.at("/action/until").asText())))
                    .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(15));

            JsonNode held = firstOf(order, "AUTHORIZED");
            assertThat(held.has("action")).isFalse();
            assertThat(held.path("due").has("payment")).isFalse();
            assertThat(held.at("/amounts/authorized").asText()).isEqualTo("37.50");
            assertThat(payments.callsAtTheProvider(tradeOf(order), "authorize")).isEqualTo(1);
            payments.assertBooksAgree(order);
        }

        @Test
        void aRefusedPaymentCancelsTheOrder() {
            ObjectNode order = ordered("tok_confirm_refused");
            awaitStatuses(order, "CANCELLED/CANCELLED/FAILED");
            assertThat(payments.toldOfPayment(order)).containsExactly("REQUIRES_ACTION", "FAILED");
            assertThat(firstOf(order, "FAILED").at("/reason/code").asText()).isEqualTo("PAYMENT_DECLINED");
            payments.assertBooksAgree(order);
        }

        @Test
        void aConfirmationAfterTheDeadlineIsRefusedAndTheOrderCancelled() {
            ObjectNode order = unconfirmed();
            String tradingId = tradeOf(order);
            askProvider(tradingId);
            awaitUntil(() -> assertThat(timers(tradingId, CHECK)).hasSize(1));
            assertThat(payments.toldOfPayment(order)).containsExactly("REQUIRES_ACTION");

            jdbc.sql(
                            "UPDATE simulated_confirmation SET until_time = until_time - INTERVAL '20' MINUTE WHERE authorization_key = ?")
                    .param(tradingId + "/authorize")
                    .update();
            jdbc.sql(
                            "UPDATE payment_confirmation SET until_time = until_time - INTERVAL '20' MINUTE WHERE authorization_key = ?")
                    .param(tradingId + "/authorize")
                    .update();
            askProvider(tradingId);
            awaitStatuses(order, "CANCELLED/CANCELLED/FAILED");
            assertThat(payments.toldOfPayment(order)).containsExactly("REQUIRES_ACTION", "FAILED");
            assertThat(firstOf(order, "FAILED").at("/reason/code").asText()).isEqualTo("CONFIRMATION_MISSING");
            assertThat(stateAtTheProvider(tradingId)).isEqualTo("CLOSED");
            assertThat(report(event(), tradingId + "/authorize", "CONFIRMED")
                            .getBody()
                            .path("outcome")
                            .asText())
                    .isEqualTo("NOT_EXPECTED");
            payments.assertBooksAgree(order);
        }

        @Test
        void aCancellationReleasesAnUnconfirmedPayment() {
            ObjectNode order = unconfirmed();
            String tradingId = tradeOf(order);
            awaitUntil(() -> assertThat(newest(order).path("delivery").asText()).isEqualTo("PREPARING"));
            ResponseEntity<JsonNode> answer = http.withBasicAuth("acme", secrets.ofClient("acme"))
                    .postForEntity("/api/trades/" + tradingId + "/cancellation", json("{}"), JsonNode.class);
            assertThat(answer.getStatusCode().is2xxSuccessful())
                    .as("%s", answer)
                    .isTrue();
            awaitStatuses(order, "CANCELLED/CANCELLED/VOIDED");
            assertThat(payments.toldOfPayment(order)).containsExactly("REQUIRES_ACTION", "VOIDED");
            assertThat(newest(order).has("action")).isFalse();
            assertThat(stateAtTheProvider(tradingId)).isEqualTo("CLOSED");
            assertThat(report(event(), tradingId + "/authorize", "CONFIRMED")
                            .getBody()
                            .path("outcome")
                            .asText())
                    .isEqualTo("NOT_EXPECTED");
            assertThat(payments.callsAtTheProvider(tradingId, "authorize")).isZero();
            payments.assertBooksAgree(order);
        }

        @Test
        void anUnreportedConfirmationIsFoundByLookup() {
            ObjectNode order = ordered("tok_confirm_unreported");
            awaitUntil(() -> assertThat(payments.toldOfPayment(order)).containsExactly("REQUIRES_ACTION"));
            String tradingId = tradeOf(order);
            awaitUntil(() -> assertThat(stateAtTheProvider(tradingId)).isEqualTo("OPEN"));
            assertThat(payments.toldOfPayment(order)).containsExactly("REQUIRES_ACTION");
            askProvider(tradingId);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertThat(payments.toldOfPayment(order)).containsExactly("REQUIRES_ACTION", "AUTHORIZED", "PAID");
            payments.assertBooksAgree(order);
        }

        @Test
        void aConfirmationThatIsReportedTwiceCountsOnce() {
            ObjectNode order = ordered("tok_confirm");
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            int told = acme.ofOrder(reference(order)).size();
            String key = tradeOf(order) + "/authorize";
            String event = event();
            for (String outcome : List.of("NOT_EXPECTED", "DUPLICATE")) {
                ResponseEntity<JsonNode> answer = report(event, key, "CONFIRMED");
                assertThat(answer.getStatusCode().value()).isEqualTo(202);
                assertThat(answer.getBody().path("outcome").asText()).isEqualTo(outcome);
            }
            assertThat(report(event, key, "REFUSED").getStatusCode().value()).isEqualTo(409);
            assertThat(acme.ofOrder(reference(order))).hasSize(told);
            assertThat(payments.callsAtTheProvider(tradeOf(order), "authorize")).isEqualTo(1);
            payments.assertBooksAgree(order);
        }

        @Test
        void aFalseReportAuthorizesNothing() {
            ObjectNode order = unconfirmed();
            String tradingId = tradeOf(order);
            ResponseEntity<JsonNode> answer = report(event(), tradingId + "/authorize", "CONFIRMED");
            assertThat(answer.getBody().path("outcome").asText()).isEqualTo("ACCEPTED");
            awaitUntil(() -> assertThat(timers(tradingId, CHECK)).hasSize(1));
            assertThat(payments.toldOfPayment(order)).containsExactly("REQUIRES_ACTION");
            assertThat(newest(order).at("/amounts/authorized").asText()).isEqualTo("0.00");
            payments.assertBooksAgree(order);
        }

        @Test
        void aReportOfAnUnknownAuthorizationIsRefused() {
            assertThat(report(event(), UUID.randomUUID() + "/authorize", "CONFIRMED")
                            .getStatusCode()
                            .value())
                    .isEqualTo(404);
            assertThat(report(event(), "no key", "CONFIRMED").getStatusCode().value())
                    .isEqualTo(400);
            assertThat(report(event(), "a/authorize", "MAYBE").getStatusCode().value())
                    .isEqualTo(400);
        }

        @Test
        void aRenewalThatNeedsConfirmationFallsBackToAnInvoice() {
            ObjectNode order = ordered("tok_expired_confirm");
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertThat(payments.toldOfPayment(order))
                    .containsExactly("AUTHORIZED", "EXPIRED", "FAILED", "PENDING", "PAID");
            assertThat(newest(order).at("/invoices/0/status").asText()).isEqualTo("PAID");
            assertThat(count("simulated_authorization WHERE state IN ('OPEN', 'UNCONFIRMED') AND merchant_reference = '"
                            + tradeOf(order) + "'"))
                    .isZero();
            assertLegal(order);
        }

        private ObjectNode ordered(String token) {
            ObjectNode order = Orders.byCard(token);
            acme.order(order);
            return order;
        }

        /** An order whose card holder does not react. */
        private ObjectNode unconfirmed() {
            ObjectNode order = ordered("tok_confirm_never");
            awaitUntil(() -> assertThat(payments.toldOfPayment(order)).containsExactly("REQUIRES_ACTION"));
            return order;
        }

        private JsonNode firstOf(ObjectNode order, String payment) {
            return acme.ofOrder(reference(order)).stream()
                    .map(message -> message.path("data"))
                    .filter(data -> data.path("payment").asText().equals(payment))
                    .findFirst()
                    .orElseThrow();
        }

        private String stateAtTheProvider(String tradingId) {
            return jdbc.sql("SELECT state FROM simulated_authorization WHERE merchant_reference = ?")
                    .param(tradingId)
                    .query(String.class)
                    .single();
        }

        private static String event() {
            return "evt-" + UUID.randomUUID();
        }

        private ResponseEntity<JsonNode> report(String id, String authorization, String event) {
            Credentials provider = secrets.provider();
            return http.withBasicAuth(provider.name(), provider.password())
                    .postForEntity(
                            "/api/provider/events",
                            json(
                                    """
                                {"id": "%s", "authorization": "%s", "event": "%s"}"""
                                            .formatted(id, authorization, event)),
                            JsonNode.class);
        }

        private static HttpEntity<String> json(String body) {
            HttpHeaders headers = new HttpHeaders();
            headers.setContentType(MediaType.APPLICATION_JSON);
            return new HttpEntity<>(body, headers);
        }

        /** Fires the timer of the look-up at the provider. */
        private void askProvider(String tradingId) {
            awaitUntil(() -> assertThat(timers(tradingId, CHECK)).hasSize(1));
            String timer = timers(tradingId, CHECK).get(0);
            awaitUntil(() -> {
                try {
                    management.executeJob(timer);
                } catch (OptimisticLockingException other) {
                    throw new AssertionError("Another branch of the order moved", other);
                }
            });
            awaitUntil(() -> assertThat(timers(tradingId, CHECK)).doesNotContain(timer));
        }
    }
}

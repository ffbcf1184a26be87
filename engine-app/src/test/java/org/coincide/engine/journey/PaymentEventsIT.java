package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.coincide.engine.adapters.ReportOutcome;
import org.coincide.engine.payment.provider.PaymentEvent;
import org.coincide.engine.payment.provider.PaymentEvents;
import org.coincide.engine.payment.provider.PaymentId;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.SignedWebhook;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Events that a payment provider reports, by its adapter: pending refunds, disputes, and webhooks. */
@BothDatabases
class PaymentEventsIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        private final PaymentSteps payments = new PaymentSteps(this);
        private final CardOrders cards = new CardOrders(this);

        /** Reverses payments beside the process of the order, and then removes the process. */
        @Override
        boolean provokesDiscrepancies() {
            return true;
        }

        @Autowired
        private PaymentEvents events;

        @Autowired
        private TaskService tasks;

        @Test
        void aPendingRefundCountsAndIsCompletedLater() {
            ObjectNode order = paid("tok_refund_pending");
            String tradingId = tradeOf(order);
            payments.refund(tradingId, "R-1", "37.50");
            payments.awaitPayment(order, "REFUNDED");
            awaitUntil(() -> assertThat(refundState(tradingId)).isEqualTo("DONE"));
            assertThat(tasksAbout(tradingId)).isEmpty();
            assertThat(payments.callsAtTheProvider(tradingId, "refund")).isEqualTo(1);
        }

        @Test
        void aRefundWhoseReportIsLostIsFoundByALookUp() {
            ObjectNode order = paid("tok_refund_unreported");
            String tradingId = tradeOf(order);
            payments.refund(tradingId, "R-1", "37.50");
            payments.awaitPayment(order, "REFUNDED");
            awaitUntil(() -> assertThat(simulatedAnswer(tradingId)).isEqualTo("APPROVED"));
            assertThat(refundState(tradingId)).as("nobody reported").isNotEqualTo("DONE");
            jdbc.sql("UPDATE payment_pending_refund SET check_at = CURRENT_TIMESTAMP WHERE refund_key LIKE ?")
                    .param(tradingId + "/%")
                    .update();
            awaitUntil(() -> assertThat(refundState(tradingId)).isEqualTo("DONE"));
            assertThat(payments.callsAtTheProvider(tradingId, "refund")).isEqualTo(1);
        }

        @Test
        void aRefundThatFailsLaterBecomesATaskForAccounting() {
            ObjectNode order = paid("tok_refund_returned");
            String tradingId = tradeOf(order);
            payments.refund(tradingId, "R-1", "37.50");
            payments.awaitPayment(order, "REFUNDED");
            awaitUntil(() -> assertThat(tasksAbout(tradingId)).containsExactly("Pay failed refund of 37.50 EUR"));
            assertThat(refundState(tradingId)).isEqualTo("OWED");
            assertThat(payments.toldOfPayment(order)).containsExactly("AUTHORIZED", "PAID", "REFUNDED");
            assertThat(newest(order).at("/amounts/refunded").asText()).isEqualTo("37.50");
        }

        @Test
        void aCompleteRefundThatFailsBecomesOneTask() {
            ObjectNode order = paid("tok_ok");
            String tradingId = tradeOf(order);
            payments.refund(tradingId, "R-1", "37.50");
            payments.awaitPayment(order, "REFUNDED");
            awaitUntil(() -> assertThat(refundState(tradingId)).isEqualTo("DONE"));
            PaymentId refund = PaymentId.ofKey(tradingId + "/refund/R-1");
            assertThat(events.report(new PaymentEvent.RefundChanged(event(), refund)))
                    .isEqualTo(ReportOutcome.NOT_EXPECTED);

            jdbc.sql("UPDATE simulated_provider_call SET answer = 'RETURNED' WHERE idempotency_key = ?")
                    .param(refund.key())
                    .update();
            PaymentEvent failed = new PaymentEvent.RefundChanged(event(), refund);
            assertThat(events.report(failed)).isEqualTo(ReportOutcome.ACCEPTED);
            assertThat(events.report(failed)).isEqualTo(ReportOutcome.DUPLICATE);
            assertThat(events.report(new PaymentEvent.RefundChanged(event(), refund)))
                    .isEqualTo(ReportOutcome.NOT_EXPECTED);
            assertThat(refundState(tradingId)).isEqualTo("OWED");
            assertThat(tasksAbout(tradingId)).containsExactly("Pay failed refund of 37.50 EUR");
            assertThat(newest(order).at("/amounts/refunded").asText()).isEqualTo("37.50");
        }

        @Test
        void aDisputeBecomesATaskForAccounting() {
            ObjectNode order = paid("tok_disputed");
            String tradingId = tradeOf(order);
            awaitUntil(() -> assertThat(tasksAbout(tradingId)).containsExactly("Respond to dispute of 37.50 EUR"));
            PaymentId capture = PaymentId.ofKey(tradingId + "/capture/1");
            PaymentEvent lost = new PaymentEvent.DisputeClosed(event(), capture, "dp_1", false);
            assertThat(events.report(lost)).isEqualTo(ReportOutcome.ACCEPTED);
            assertThat(events.report(lost)).isEqualTo(ReportOutcome.DUPLICATE);
            assertThat(tasksAbout(tradingId))
                    .containsExactlyInAnyOrder("Respond to dispute of 37.50 EUR", "Book lost dispute");
            assertThat(newest(order).path("payment").asText()).isEqualTo("PAID");
        }

        @Test
        void aPaymentIsFoundByTheReferenceOfTheProvider() {
            ObjectNode order = paid("tok_ok");
            String reference = jdbc.sql("SELECT provider_reference FROM payment_movement WHERE idempotency_key = ?")
                    .param(tradeOf(order) + "/authorize")
                    .query(String.class)
                    .single();
            assertThat(events.report(new PaymentEvent.AuthorizationExpired(event(), PaymentId.ofReference(reference))))
                    .isEqualTo(ReportOutcome.NOT_EXPECTED);
            assertThat(events.report(
                            new PaymentEvent.AuthorizationExpired(event(), PaymentId.ofReference("psp_unknown"))))
                    .isEqualTo(ReportOutcome.UNKNOWN);
        }

        @Test
        void aSignedWebhookNeedsNoLogin() {
            ObjectNode order = cards.ordered("tok_confirm_never");
            awaitUntil(() -> assertThat(payments.toldOfPayment(order)).containsExactly("REQUIRES_ACTION"));
            String form = "event=" + event() + "&key=" + tradeOf(order) + "/authorize";
            String signature = SignedWebhook.sign(form.getBytes(StandardCharsets.UTF_8));
            assertThat(post("signed", form, signature).getStatusCode()).isEqualTo(HttpStatus.OK);
            assertThat(post("signed", form, signature).getStatusCode()).isEqualTo(HttpStatus.OK);
            assertThat(post("signed", form + " ", signature).getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
            assertThat(post("unknown", form, signature).getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
            cards.end(tradeOf(order));
        }

        private ResponseEntity<String> post(String webhook, String form, String signature) {
            HttpHeaders headers = new HttpHeaders();
            headers.setContentType(MediaType.APPLICATION_FORM_URLENCODED);
            headers.set(SignedWebhook.SIGNATURE, signature);
            return http.postForEntity("/hooks/" + webhook, new HttpEntity<>(form, headers), String.class);
        }

        private ObjectNode paid(String token) {
            ObjectNode order = cards.ordered(token);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            return order;
        }

        private static String event() {
            return "evt-" + UUID.randomUUID();
        }

        private String refundState(String tradingId) {
            return jdbc.sql("SELECT state FROM payment_movement WHERE trading_id = ? AND kind = 'REFUND'")
                    .param(tradingId)
                    .query(String.class)
                    .single();
        }

        private String simulatedAnswer(String tradingId) {
            return jdbc.sql(
                            "SELECT answer FROM simulated_provider_call WHERE idempotency_key LIKE ? AND operation = 'refund'")
                    .param(tradingId + "/%")
                    .query(String.class)
                    .single();
        }

        private List<String> tasksAbout(String tradingId) {
            return tasks
                    .createTaskQuery()
                    .taskCandidateGroup("accounting")
                    .taskDescriptionLike("%" + tradingId + "%")
                    .list()
                    .stream()
                    .map(Task::getName)
                    .toList();
        }
    }
}

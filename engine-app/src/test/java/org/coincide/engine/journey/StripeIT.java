package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.Orders;
import org.coincide.engine.support.PostRecorder;
import org.coincide.engine.support.SharedSqlPlugin;
import org.coincide.stripe.FakeCards;
import org.coincide.stripe.FakeStripe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Card orders of the whole server through the Stripe adapter, against a fake of Stripe's API. */
@OnHsqldb
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "camunda.bpm.generate-unique-process-engine-name=true",
            "coincide.broker.port=0",
            "management.server.port=0",
            "coincide.payment.provider=stripe",
            "coincide.payment.stripe.api-key=sk_test_fake",
            "coincide.payment.stripe.webhook-secret=" + FakeStripe.SECRET,
            "coincide.payment.stripe.return-url=https://shop.example/return",
            "coincide.simulation.carrier.delivered-after=100ms",
            "coincide.simulation.carrier.poll=50ms"
        })
@Import({PostRecorder.class, SharedSqlPlugin.class})
class StripeIT extends JourneyScenario {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final FakeStripe STRIPE = new FakeStripe();

    @Autowired
    private TestRestTemplate http;

    @DynamicPropertySource
    static void address(DynamicPropertyRegistry registry) {
        registry.add("coincide.payment.stripe.api-base", STRIPE::address);
    }

    @AfterAll
    static void stop() {
        STRIPE.close();
    }

    @Test
    void anOrderIsAuthorizedCapturedAndPartlyRefunded() {
        ObjectNode order = ordered(FakeCards.APPROVED);
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        String intent = intentOf(order);
        assertThat(STRIPE.keptOf(intent)).isEqualTo(STRIPE.amountOf(intent));

        giveBackOnePiece(order);
        awaitUntil(() -> assertThat(acme.statusesOf(reference(order))).endsWith("PARTIALLY_REFUNDED"));
        assertThat(STRIPE.keptOf(intent)).isBetween(1L, STRIPE.amountOf(intent) - 1);
        assertLegal(order);
    }

    @Test
    void aConfirmationIsReportedByTheWebhook() {
        ObjectNode order = ordered(FakeCards.CONFIRMATION);
        awaitUntil(() -> assertThat(acme.statusesOf(reference(order))).endsWith("REQUIRES_ACTION"));
        assertThat(newest(order).at("/action/url").asText()).startsWith("https://hooks.example/3ds/");

        STRIPE.confirm(intentOf(order));
        deliverEvents();
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        assertLegal(order);
    }

    @Test
    void aCancelledConfirmationFailsTheOrder() {
        ObjectNode order = ordered(FakeCards.CONFIRMATION);
        awaitUntil(() -> assertThat(acme.statusesOf(reference(order))).endsWith("REQUIRES_ACTION"));
        STRIPE.cancel(intentOf(order));
        fire(order, "BoundaryEvent_ReportMissed");
        awaitStatuses(order, "CANCELLED/CANCELLED/FAILED");
        assertLegal(order);
    }

    @Test
    void aRefundThatFailsAfterItsSuccessBecomesATask() {
        ObjectNode order = ordered(FakeCards.REFUND_RETURNED);
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        giveBackOnePiece(order);
        awaitUntil(() -> assertThat(acme.statusesOf(reference(order))).endsWith("PARTIALLY_REFUNDED"));
        deliverEvents();
        assertThat(tasks.createTaskQuery()
                        .taskCandidateGroup("accounting")
                        .taskDescriptionLike("%" + tradingId(order) + "%lost_or_stolen_card%")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aDeclinedCardFailsTheOrderAndTakesNothing() {
        ObjectNode order = ordered(FakeCards.DECLINED);
        awaitUntil(() -> assertThat(acme.statusesOf(reference(order))).endsWith("FAILED"));
        assertThat(STRIPE.keptOf(intentOf(order))).isZero();
    }

    @Test
    void aLostResponseLeadsToOneAuthorization() {
        ObjectNode order = ordered(FakeCards.LOST_RESPONSE);
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        assertThat(STRIPE.intentsOf(tradingId(order))).hasSize(1);
    }

    @Test
    void aWebhookWithoutSignatureIsRefused() {
        assertThat(deliver("{}", "t=1,v1=00").is4xxClientError()).isTrue();
    }

    private ObjectNode ordered(String token) {
        ObjectNode order = Orders.byCard(token);
        acme.order(order);
        return order;
    }

    private String intentOf(ObjectNode order) {
        List<String> intents = STRIPE.intentsOf(tradingId(order));
        assertThat(intents).hasSize(1);
        return intents.get(0);
    }

    private void giveBackOnePiece(ObjectNode order) {
        ObjectNode data = JSON.createObjectNode().put("returnNumber", "R-1").put("tradingId", tradingId(order));
        data.putObject("reason").put("code", "DAMAGED");
        data.putArray("lines").addObject().put("number", 1).put("quantity", 1);
        acme.request("return", tradingId(order), data);
        tasks.complete(
                task(order, "Task_DecideReturn").getId(), Map.of("returnAccepted", true, "returnNote", "Welcome."));
        tasks.complete(
                task(order, "Task_ReceiveGoods").getId(), Map.of("receivedPieces", 1L, "receivedCondition", "GOOD"));
    }

    /** As Stripe does: again and again, until the server accepts. */
    private void deliverEvents() {
        awaitUntil(() -> {
            for (JsonObject event : STRIPE.events()) {
                if (deliver(event.toString(), FakeStripe.signature(event)).is2xxSuccessful()) {
                    STRIPE.delivered(event);
                }
            }
            assertThat(STRIPE.events()).isEmpty();
        });
    }

    private HttpStatusCode deliver(String event, String signature) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.set("Stripe-Signature", signature);
        return http.postForEntity("/hooks/stripe", new HttpEntity<>(event, headers), String.class)
                .getStatusCode();
    }
}

package org.coincide.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.coincide.engine.adapters.Webhook;
import org.coincide.engine.adapters.WebhookContract;
import org.coincide.engine.adapters.WebhookRequest;
import org.coincide.engine.adapters.WebhookResponse;
import org.coincide.engine.payment.provider.PaymentEvent;
import org.coincide.engine.payment.provider.RecordedPaymentEvents;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StripeWebhookTest extends WebhookContract {

    private static final long ONE_HOUR = 3_600;

    private final FakeStripe stripe = new FakeStripe();
    private final RecordedPaymentEvents events = new RecordedPaymentEvents();
    private final StripeWebhook webhook = new StripeWebhook(StripeFixture.properties(stripe, false), events);
    private int number;

    @AfterEach
    void stop() {
        stripe.close();
    }

    @Override
    protected Webhook webhook() {
        return webhook;
    }

    @Override
    protected WebhookRequest signed() {
        number++;
        return StripeFixture.request(event("refund.updated", keyed("re_" + number)), StripeFixture.now());
    }

    @Override
    protected Map<String, List<String>> headersOf(WebhookRequest request) {
        return Map.of("Stripe-Signature", request.headers("Stripe-Signature"));
    }

    @Override
    protected Map<String, List<String>> outdatedHeaders(WebhookRequest request) {
        return StripeFixture.headers(
                new String(request.body(), StandardCharsets.UTF_8), StripeFixture.now() - ONE_HOUR);
    }

    @Override
    protected int reports() {
        return events.events().size();
    }

    @Test
    void anExpiredAuthorizationIsReported() {
        JsonObject intent = keyed("pi_1");
        intent.addProperty("cancellation_reason", "automatic");
        receive("payment_intent.canceled", intent);
        assertThat(events.events()).singleElement().isInstanceOf(PaymentEvent.AuthorizationExpired.class);
    }

    @Test
    void aCancellationByTheServerIsNotReported() {
        JsonObject intent = keyed("pi_1");
        intent.addProperty("cancellation_reason", "requested_by_customer");
        receive("payment_intent.canceled", intent);
        assertThat(events.events()).isEmpty();
    }

    /** An inquiry that ends without a dispute has the status warning_closed: no money moves. */
    @ParameterizedTest
    @CsvSource({"lost, false", "won, true", "warning_closed, true"})
    void aClosedDisputeIsReportedWithItsResult(String status, boolean won) {
        JsonObject dispute = object("dp_1");
        dispute.addProperty("payment_intent", "pi_1");
        dispute.addProperty("status", status);
        receive("charge.dispute.closed", dispute);
        assertThat(events.events())
                .singleElement()
                .isInstanceOfSatisfying(PaymentEvent.DisputeClosed.class, closed -> assertThat(closed.won())
                        .isEqualTo(won));
    }

    /** Such as a refund in Stripe's dashboard, or a payment of another application with the same account. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "payment_intent.amount_capturable_updated",
                "payment_intent.payment_failed",
                "payment_intent.requires_action",
                "payment_intent.canceled",
                "refund.updated",
                "refund.failed",
                "charge.refund.updated"
            })
    void anObjectThatIsNotTheServersIsIgnored(String type) {
        JsonObject foreign = object("x_1");
        foreign.addProperty("cancellation_reason", "automatic");
        receive(type, foreign);
        foreign.add("metadata", new JsonObject());
        receive(type, foreign);
        assertThat(events.events()).isEmpty();
    }

    @Test
    void aSignedBodyThatIsNoEventIsRefused() {
        assertThat(webhook.receive(StripeFixture.request("[]", StripeFixture.now()))
                        .status())
                .isEqualTo(400);
    }

    /** Stripe repeats an event for days that is not answered with success. */
    @ParameterizedTest
    @ValueSource(strings = {"created", "closed"})
    void aDisputeWithoutAPaymentIntentIsIgnored(String state) {
        JsonObject dispute = object("dp_1");
        dispute.add("payment_intent", JsonNull.INSTANCE);
        receive("charge.dispute." + state, dispute);
        assertThat(events.events()).isEmpty();
    }

    @Test
    void anOpenedDisputeIsReportedWithItsAmount() {
        receive("charge.dispute.created", opened());
        assertThat(events.events())
                .singleElement()
                .isInstanceOfSatisfying(PaymentEvent.DisputeOpened.class, opened -> assertThat(opened.amount())
                        .hasToString("12.50 EUR"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amount | \"much\"",
                "amount | {}",
                "currency | \"gold\"",
                "reason | {}",
                "evidence_details | []",
                "evidence_details | {\"due_by\":9223372036854775807}"
            })
    void aDisputeWithAMalformedFieldIsRefused(String field, String value) {
        JsonObject dispute = opened();
        dispute.add(field, JsonParser.parseString(value));
        assertThat(answer("charge.dispute.created", dispute).status()).isEqualTo(400);
    }

    @Test
    void anObjectWithMalformedMetadataIsRefused() {
        JsonObject intent = object("pi_1");
        intent.addProperty("metadata", "coincide_key");
        assertThat(answer("payment_intent.requires_action", intent).status()).isEqualTo(400);
    }

    /** The failure is one of the server, so Stripe must repeat the event. */
    @Test
    void aFailureOfTheServerIsNotBlamedOnTheEvent() {
        StripeWebhook failing = new StripeWebhook(StripeFixture.properties(stripe, false), event -> {
            throw new IllegalStateException("a defect");
        });
        WebhookRequest request = signed();
        assertThatIllegalStateException().isThrownBy(() -> failing.receive(request));
    }

    private static JsonObject opened() {
        JsonObject dispute = object("dp_1");
        dispute.addProperty("payment_intent", "pi_1");
        dispute.addProperty("amount", 1250);
        dispute.addProperty("currency", "eur");
        dispute.addProperty("reason", "fraudulent");
        return dispute;
    }

    private WebhookResponse answer(String type, JsonObject object) {
        return webhook.receive(StripeFixture.request(event(type, object), StripeFixture.now()));
    }

    private void receive(String type, JsonObject object) {
        assertThat(answer(type, object).status()).isEqualTo(200);
    }

    /** An object that the server has created. */
    private static JsonObject keyed(String id) {
        JsonObject metadata = new JsonObject();
        metadata.addProperty(StripeProvider.KEY, "trade/" + id);
        JsonObject object = object(id);
        object.add("metadata", metadata);
        return object;
    }

    private static JsonObject object(String id) {
        JsonObject object = new JsonObject();
        object.addProperty("id", id);
        return object;
    }

    private static String event(String type, JsonObject object) {
        JsonObject data = new JsonObject();
        data.add("object", object);
        JsonObject event = new JsonObject();
        event.addProperty("id", "evt_1");
        event.addProperty("type", type);
        event.add("data", data);
        return event.toString();
    }
}

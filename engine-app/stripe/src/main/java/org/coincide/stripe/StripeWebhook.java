package org.coincide.stripe;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook.Signature;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.coincide.engine.adapters.ReportOutcome;
import org.coincide.engine.adapters.Webhook;
import org.coincide.engine.adapters.WebhookRequest;
import org.coincide.engine.adapters.WebhookResponse;
import org.coincide.engine.payment.provider.PaymentEvent;
import org.coincide.engine.payment.provider.PaymentEvents;
import org.coincide.engine.payment.provider.PaymentId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receiver of Stripe's webhooks at {@code /hooks/stripe}. The signature covers the body and its time, so that neither a changed nor
 * an old request is accepted. Only identifiers are taken from an event: the server looks the state up.
 */
final class StripeWebhook implements Webhook {

    private static final Logger LOG = LoggerFactory.getLogger(StripeWebhook.class);

    private static final int REFUSED = 400;
    private static final int OK = 200;

    private static final Set<String> AUTHORIZATION_CHANGED = Set.of(
            "payment_intent.amount_capturable_updated",
            "payment_intent.payment_failed",
            "payment_intent.requires_action");

    private static final Set<String> REFUND_CHANGED =
            Set.of("refund.updated", "refund.failed", "charge.refund.updated");

    private final StripeProperties properties;
    private final PaymentEvents events;

    StripeWebhook(StripeProperties properties, PaymentEvents events) {
        this.properties = properties;
        this.events = events;
    }

    @Override
    public String name() {
        return "stripe";
    }

    @Override
    public WebhookResponse receive(WebhookRequest request) {
        String body = new String(request.body(), StandardCharsets.UTF_8);
        Optional<String> signature = request.header("Stripe-Signature");
        if (signature.isEmpty() || !isSigned(body, signature.get())) {
            return new WebhookResponse(
                    REFUSED,
                    "The signature is missing, wrong or too old. Check coincide.payment.stripe.webhook-secret.");
        }
        Optional<PaymentEvent> event;
        try {
            event = event(JsonParser.parseString(body).getAsJsonObject());
        } catch (RuntimeException unreadable) {
            // Gson, the amount and the time have exceptions of their own for a field that is missing or of another
            // type.
            LOG.warn("A signed webhook of Stripe cannot be read: {}", unreadable.toString());
            return new WebhookResponse(REFUSED, "The event cannot be read.");
        }
        if (event.isEmpty()) {
            return new WebhookResponse(OK, "Ignored: this event changes nothing here.");
        }
        ReportOutcome outcome = events.report(event.get());
        return WebhookResponse.of(outcome);
    }

    private boolean isSigned(String body, String signature) {
        try {
            return Signature.verifyHeader(
                    body,
                    signature,
                    properties.webhookSecret(),
                    properties.webhookTolerance().toSeconds());
        } catch (SignatureVerificationException wrong) {
            LOG.debug("A webhook was refused", wrong);
            return false;
        }
    }

    private static Optional<PaymentEvent> event(JsonObject event) {
        String id = event.get("id").getAsString();
        String type = event.get("type").getAsString();
        JsonObject object = event.getAsJsonObject("data").getAsJsonObject("object");
        if (AUTHORIZATION_CHANGED.contains(type)) {
            return payment(object).map(payment -> new PaymentEvent.AuthorizationChanged(id, payment));
        }
        if (type.equals("payment_intent.canceled") && isExpiry(object)) {
            return payment(object).map(payment -> new PaymentEvent.AuthorizationExpired(id, payment));
        }
        if (REFUND_CHANGED.contains(type)) {
            return payment(object).map(payment -> new PaymentEvent.RefundChanged(id, payment));
        }
        return type.startsWith("charge.dispute.") ? dispute(id, type, object) : Optional.empty();
    }

    /** Returns empty also for a dispute about a charge without a payment intent, since each payment of the server has one. */
    private static Optional<PaymentEvent> dispute(String id, String type, JsonObject dispute) {
        String intent = text(dispute, "payment_intent");
        if (intent == null) {
            return Optional.empty();
        }
        PaymentId payment = PaymentId.ofReference(intent);
        return switch (type) {
            case "charge.dispute.created" -> Optional.of(disputeOpened(id, payment, dispute));
            case "charge.dispute.closed" ->
                Optional.of(new PaymentEvent.DisputeClosed(
                        id, payment, text(dispute, "id"), !"lost".equals(text(dispute, "status"))));
            default -> Optional.empty();
        };
    }

    private static boolean isExpiry(JsonObject intent) {
        String reason = text(intent, "cancellation_reason");
        return "automatic".equals(reason) || "expired".equals(reason);
    }

    private static PaymentEvent disputeOpened(String id, PaymentId payment, JsonObject dispute) {
        JsonElement details = dispute.get("evidence_details");
        JsonElement due = details == null || details.isJsonNull()
                ? null
                : details.getAsJsonObject().get("due_by");
        return new PaymentEvent.DisputeOpened(
                id,
                payment,
                text(dispute, "id"),
                StripeAmounts.amount(dispute.get("amount").getAsLong(), text(dispute, "currency")),
                text(dispute, "reason"),
                due == null || due.isJsonNull() ? null : Instant.ofEpochSecond(due.getAsLong()));
    }

    /**
     * The key that the server gave a payment or a refund, which it knows even before the response to its call. Empty for an object
     * that the server has not created: a refund by hand, or a payment of another application with the same account.
     */
    private static Optional<PaymentId> payment(JsonObject object) {
        JsonElement metadata = object.get("metadata");
        return metadata == null || metadata.isJsonNull()
                ? Optional.empty()
                : Optional.ofNullable(text(metadata.getAsJsonObject(), StripeProvider.KEY))
                        .map(PaymentId::ofKey);
    }

    private static String text(JsonObject object, String name) {
        JsonElement value = object.get(name);
        return value == null || value.isJsonNull() ? null : value.getAsString();
    }
}

package org.coincide.stripe;

import com.google.gson.JsonObject;
import com.stripe.net.Webhook;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.coincide.engine.adapters.WebhookRequest;
import org.coincide.engine.payment.provider.PaymentEvents;

/** The adapter with an account at the fake. */
final class StripeFixture {

    static final String SECRET = "whsec_test";

    private StripeFixture() {}

    static StripeProperties properties(FakeStripe fake, boolean multicapture) {
        return new StripeProperties(
                "sk_test_fake",
                SECRET,
                multicapture,
                "https://shop.example/return",
                Duration.ofMinutes(15),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                0,
                Duration.ofMinutes(5),
                fake.address());
    }

    static StripeProvider provider(FakeStripe fake, boolean multicapture) {
        StripeProperties properties = properties(fake, multicapture);
        return new StripeProvider(StripeAutoConfiguration.client(properties), properties, Clock.systemUTC());
    }

    /** Delivers each event through the webhook; an event whose delivery is refused stays with the fake. */
    static void deliver(FakeStripe fake, PaymentEvents to) {
        StripeWebhook webhook = new StripeWebhook(properties(fake, false), to);
        for (JsonObject event : fake.events()) {
            String body = event.toString();
            int status = webhook.receive(request(body, now())).status();
            if (status / 100 == 2) {
                fake.delivered(event);
            }
        }
    }

    static long now() {
        return Clock.systemUTC().instant().getEpochSecond();
    }

    static WebhookRequest request(String body, long time) {
        return new WebhookRequest(headers(body, time), body.getBytes(StandardCharsets.UTF_8));
    }

    static Map<String, List<String>> headers(String body, long time) {
        try {
            String signature = Webhook.Util.computeHmacSha256(SECRET, time + "." + body);
            return Map.of("Stripe-Signature", List.of("t=" + time + ",v1=" + signature));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

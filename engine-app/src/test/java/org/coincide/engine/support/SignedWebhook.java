package org.coincide.engine.support;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.coincide.engine.adapters.Webhook;
import org.coincide.engine.adapters.WebhookRequest;
import org.coincide.engine.adapters.WebhookResponse;
import org.coincide.engine.payment.provider.PaymentEvent;
import org.coincide.engine.payment.provider.PaymentEvents;
import org.coincide.engine.payment.provider.PaymentId;

/** Webhook of an adapter: a form with the id of an event and the key of an authorization, signed with an HMAC. */
public final class SignedWebhook implements Webhook {

    public static final String SIGNATURE = "X-Signature";
    private static final byte[] SECRET = "secret of the tests".getBytes(StandardCharsets.UTF_8);

    private final PaymentEvents events;

    SignedWebhook(PaymentEvents events) {
        this.events = events;
    }

    @Override
    public String name() {
        return "signed";
    }

    @Override
    public WebhookResponse receive(WebhookRequest request) {
        byte[] expected = sign(request.body()).getBytes(StandardCharsets.UTF_8);
        Optional<byte[]> given = request.header(SIGNATURE).map(signature -> signature.getBytes(StandardCharsets.UTF_8));
        if (!given.map(signature -> MessageDigest.isEqual(expected, signature)).orElse(false)) {
            return WebhookResponse.unauthorized("The signature is wrong.");
        }
        String[] fields = new String(request.body(), StandardCharsets.UTF_8).split("[=&]");
        return WebhookResponse.of(
                events.report(new PaymentEvent.AuthorizationChanged(fields[1], PaymentId.ofKey(fields[3]))));
    }

    public static String sign(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

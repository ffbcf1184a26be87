package org.coincide.client.forwarding;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures of Standard Webhooks: HMAC-SHA256 over id, time and body. */
final class WebhookSignature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";
    private static final int SHORTEST_KEY = 24;
    private static final int LONGEST_KEY = 64;

    private final byte[] key;

    /** Creates the signature of a secret that {@link #isSecret} accepts. */
    WebhookSignature(String secret) {
        this.key = decoded(secret);
    }

    /** Returns true for a secret of Standard Webhooks: {@code whsec_} and 24 to 64 bytes in Base64. */
    static boolean isSecret(String text) {
        try {
            return text.startsWith(PREFIX)
                    && decoded(text).length >= SHORTEST_KEY
                    && decoded(text).length <= LONGEST_KEY;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static byte[] decoded(String secret) {
        return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    }

    /** Returns the value of the header {@code webhook-signature}. */
    String of(String id, long timestamp, String body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            var signed = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is not available in this Java", e);
        }
    }
}

package org.coincide.engine.journal.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * An announcement about the server's signing keys (contract, {@code key.json}).
 *
 * @param announced a key that will sign messages; null if none is announced
 * @param revoked thumbprints of keys that are not to be trusted any more
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record KeyAnnouncement(Key announced, List<String> revoked) {

    /** A public Ed25519 key. */
    public record Key(String kty, String crv, String kid, String x) {}

    public static KeyAnnouncement of(String kid, String x) {
        return new KeyAnnouncement(new Key("OKP", "Ed25519", kid, x), List.of());
    }

    public static KeyAnnouncement revocationOf(String kid) {
        return new KeyAnnouncement(null, List.of(kid));
    }

    /** The thumbprint of the key that the announcement is about. */
    String subject() {
        return announced == null ? revoked.get(0) : announced.kid();
    }
}

package org.coincide.client.signatures;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * A parsed detached JWS. Only EdDSA with an unencoded payload is accepted, so that no header can choose a weaker algorithm.
 *
 * @param header the protected header
 * @param value the signature
 */
record DetachedSignature(SignatureHeader header, byte[] value) {

    /** Maximum length of a signature in this contract. */
    static final int MAX_LENGTH = 2000;

    /**
     * Parses a compact serialization.
     *
     * @throws IllegalArgumentException if it is no detached JWS of this contract; the message does not contain the text
     */
    static DetachedSignature parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("it has more than " + MAX_LENGTH + " characters");
        }
        var parts = text.split("\\.", -1);
        if (parts.length != 3 || !parts[1].isEmpty()) {
            throw new IllegalArgumentException("it is not a detached JWS in compact serialization");
        }
        var header = SignatureHeader.parse(parts[0]);
        var value = SignatureHeader.decoded(parts[2]);
        if (value.length != Ed25519.SIGNATURE_SIZE) {
            throw new IllegalArgumentException("the signature does not have 64 bytes");
        }
        return new DetachedSignature(header, value);
    }

    String keyId() {
        return header.keyId();
    }

    Optional<PublicKey> key() {
        return header.key();
    }

    /** Returns whether the signature is the key's signature of the text. */
    boolean isBy(PublicKey signer, String text) {
        return signer.hasSigned((header.encoded() + "." + text).getBytes(StandardCharsets.UTF_8), value);
    }
}

package org.coincide.client.signatures;

import java.util.Optional;
import org.coincide.client.contract.MessageReader;
import org.coincide.client.contract.ReadResult;
import org.coincide.client.contract.ReadResult.Fault;
import org.coincide.client.contract.UnverifiedHeader;

/** Reads messages from the server: verifies the signature first, and parses a message only if the signature holds. */
public final class SignedMessageReader {

    private final MessageReader reader;
    private final TrustedKeys keys;
    private final boolean required;

    /** @param required whether an unsigned message is refused */
    public SignedMessageReader(MessageReader reader, TrustedKeys keys, boolean required) {
        this.reader = reader;
        this.keys = keys;
        this.required = required;
    }

    /**
     * Returns the message, or why it is not believed.
     *
     * @param signature detached JWS of the text; null for none
     */
    public ReadResult read(String text, String signature) {
        var fault = fault(text, signature);
        return fault.isPresent() ? fault.get() : reader.read(text);
    }

    /** The number of changes of the trusted keys; a text read before the last one is to be read again. */
    public long keyChanges() {
        return keys.changes();
    }

    private Optional<ReadResult> fault(String text, String signature) {
        if (signature == null) {
            return required ? fault(text, Fault.UNSIGNED, "the message has no signature") : Optional.empty();
        }
        if (!required && keys.isEmpty()) {
            return Optional.empty();
        }
        DetachedSignature parsed;
        try {
            parsed = DetachedSignature.parse(signature);
        } catch (IllegalArgumentException e) {
            return fault(text, Fault.BAD_SIGNATURE, "the signature cannot be verified: " + e.getMessage());
        }
        var key = keys.keyOf(parsed);
        if (key.isEmpty() && !isOfItsOwnKey(parsed, text)) {
            return fault(text, Fault.BAD_SIGNATURE, "the signature names a key that did not sign this text");
        }
        if (key.isEmpty()) {
            return fault(
                    text,
                    Fault.UNKNOWN_KEY,
                    "the message is signed with the key " + shown(parsed.keyId())
                            + (keys.isRevoked(parsed.keyId())
                                    ? ", which is revoked"
                                    : ", which this client does not pin"));
        }
        return parsed.isBy(key.get(), text)
                ? Optional.empty()
                : fault(text, Fault.BAD_SIGNATURE, "the signature does not belong to this text");
    }

    /** Returns whether a signature names a key that the server, or a setting of this client, has revoked since. */
    public boolean isOfRevokedKey(String signature) {
        try {
            return signature != null
                    && keys.isRevoked(DetachedSignature.parse(signature).keyId());
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    /** The identifiers are read for the warning alone, after the verdict. */
    private Optional<ReadResult> fault(String text, Fault fault, String reason) {
        return Optional.of(new ReadResult.Untrusted(fault, reason, UnverifiedHeader.of(text)));
    }

    private static String shown(String keyId) {
        return keyId.length() > 100 ? keyId.substring(0, 100) + "…" : keyId;
    }

    /**
     * Returns whether a stored signature is a signature of a stored text, by the key in its header. Whether the key is trusted was
     * decided on receipt; keys are replaced later.
     */
    public static boolean isIntact(String text, String signature) {
        try {
            return isOfItsOwnKey(DetachedSignature.parse(signature), text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isOfItsOwnKey(DetachedSignature signature, String text) {
        return signature
                .key()
                .filter(key -> key.id().equals(signature.keyId()))
                .filter(key -> signature.isBy(key, text))
                .isPresent();
    }

    /** Returns the thumbprint of the key in a signature that was verified; null for no signature. */
    public static String keyId(String signature) {
        return signature == null ? null : DetachedSignature.parse(signature).keyId();
    }
}

package org.coincide.engine.signatures;

import java.util.Optional;
import org.coincide.engine.signatures.SigningKeyState.State;
import org.springframework.stereotype.Component;

/** Verifies the server's own signatures, which clients present as evidence. */
@Component
public class OwnSignatures {

    private final SigningKeyStates states;

    OwnSignatures(SigningKeyStates states) {
        this.states = states;
    }

    /** Returns why a text is not signed by this server; empty if it is, by a key that is not revoked. */
    public Optional<String> violation(String text, String signature) {
        if (signature == null) {
            return Optional.of("it has no signature");
        }
        try {
            DetachedSignature parsed = DetachedSignature.parse(signature);
            String kid = parsed.key().kid();
            if (states.find(kid).filter(key -> !key.is(State.REVOKED)).isEmpty()) {
                return Optional.of("the key " + kid + " is not one of this server, or is revoked");
            }
            return parsed.isOf(text) ? Optional.empty() : Optional.of("the signature does not belong to this text");
        } catch (IllegalArgumentException invalid) {
            return Optional.of("the signature cannot be verified: " + invalid.getMessage());
        }
    }
}

package org.coincide.engine.signatures;

import org.springframework.stereotype.Component;

/** Signs the messages to clients. */
@Component
public class MessageSigner {

    private final KeyStore keys;

    MessageSigner(KeyStore keys) {
        this.keys = keys;
    }

    /**
     * Returns the signature of a message: a detached JWS over the exact bytes of its body. The same key gives the same signature.
     */
    public String sign(String body) {
        return keys.active().sign(body);
    }
}

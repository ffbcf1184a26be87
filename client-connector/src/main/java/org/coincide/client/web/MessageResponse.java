package org.coincide.client.web;

import org.coincide.client.signatures.SignedMessageReader;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The response with one message, exactly as received. A header says that the key of its signature was revoked since. */
@Component
class MessageResponse {

    static final String KEY_REVOKED = "X-Key-Revoked";

    private final SignedMessageReader reader;

    MessageResponse(SignedMessageReader reader) {
        this.reader = reader;
    }

    /** @param signature null for none */
    ResponseEntity<String> of(String body, String signature, MediaType type) {
        var response = ResponseEntity.ok().contentType(type);
        if (reader.isOfRevokedKey(signature)) {
            response.header(KEY_REVOKED, "true");
        }
        return response.body(body);
    }
}

package org.coincide.engine.operations;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.coincide.engine.signatures.KeyRotation;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/operations/signing-keys}: replaces and revokes the keys that sign messages to clients. */
@RestController
class SigningKeyResource {

    /** A key and its state. */
    record KeyView(String kid, String state, Instant since) {}

    private final KeyRotation rotation;

    SigningKeyResource(KeyRotation rotation) {
        this.rotation = rotation;
    }

    @GetMapping("/api/operations/signing-keys")
    List<KeyView> keys() {
        return rotation.keys().stream()
                .map(key -> new KeyView(key.kid(), key.state(), key.since()))
                .toList();
    }

    /** Announces the next key to all clients; it signs when all announcements are sent. */
    @PostMapping("/api/operations/signing-keys")
    ResponseEntity<?> rotate() {
        String kid = rotation.announce()
                .orElseThrow(() -> conflict(
                        "The signing key is configured. Set coincide.signatures.next-key to another key, restart, and repeat the"
                                + " request."));
        return ResponseEntity.accepted().body(Map.of("kid", kid));
    }

    @PostMapping("/api/operations/signing-keys/{kid}/revocation")
    ResponseEntity<?> revoke(@PathVariable String kid) {
        return switch (rotation.revoke(kid)) {
            case DONE -> ResponseEntity.accepted().body(Map.of("kid", kid));
            case UNKNOWN_KEY -> throw new ErrorResponseException(HttpStatus.NOT_FOUND);
            case CONFLICT ->
                throw conflict(
                        "The key signs messages, or is announced. Announce another key and wait until it signs; then"
                                + " revoke this one.");
        };
    }

    private static ErrorResponseException conflict(String detail) {
        return new ErrorResponseException(
                HttpStatus.CONFLICT, ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, detail), null);
    }
}

package org.coincide.engine.operations;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.coincide.engine.operations.log.OperatorActions;
import org.coincide.engine.operations.log.OperatorActions.Kind;
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

    private static final String KEYS = "signing keys";

    private final KeyRotation rotation;
    private final OperatorActions actions;

    SigningKeyResource(KeyRotation rotation, OperatorActions actions) {
        this.rotation = rotation;
        this.actions = actions;
    }

    @GetMapping("/api/operations/signing-keys")
    List<KeyView> keys() {
        return rotation.keys().stream()
                .map(key -> new KeyView(key.kid(), key.state(), key.since()))
                .toList();
    }

    /** Announces the next key to all clients; it signs when all announcements are sent. */
    @PostMapping("/api/operations/signing-keys")
    ResponseEntity<?> rotate(Principal operator) {
        String kid = rotation.announce()
                .orElseThrow(() -> conflict(
                        "The signing key is configured. Set coincide.signatures.next-key to another key, restart, and repeat the"
                                + " request."));
        actions.add(null, Kind.ROTATE_KEY, KEYS, operator.getName(), kid, null);
        return ResponseEntity.accepted().body(Map.of("kid", kid));
    }

    @PostMapping("/api/operations/signing-keys/{kid}/revocation")
    ResponseEntity<?> revoke(@PathVariable String kid, Principal operator) {
        return switch (rotation.revoke(kid)) {
            case DONE -> {
                actions.add(null, Kind.REVOKE_KEY, KEYS, operator.getName(), kid, null);
                yield ResponseEntity.accepted().body(Map.of("kid", kid));
            }
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

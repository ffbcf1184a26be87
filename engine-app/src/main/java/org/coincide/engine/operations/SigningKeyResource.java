package org.coincide.engine.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coincide.engine.operations.log.OperatorActions;
import org.coincide.engine.operations.log.OperatorActions.Kind;
import org.coincide.engine.operations.log.OperatorActions.OperatorAction;
import org.coincide.engine.signatures.KeyRotation;
import org.coincide.engine.signatures.KeyRotation.Outcome;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/operations/signing-keys}: replaces and revokes the keys that sign messages to clients. Also a refused action is recorded. */
@RestController
class SigningKeyResource {

    /**
     * A key and its state.
     *
     * @param signsAtLatest time at which an announced key signs although announcements are unsent; absent in other states
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record KeyView(String kid, String state, Instant since, Instant signsAtLatest) {}

    private static final String KEYS = "signing keys";

    private static final String CONFIGURED =
            "The signing key is configured. Set coincide.signatures.next-key to another key, restart, and repeat the request.";
    private static final String IN_USE =
            "The key signs messages, or is announced. Announce another key and wait until it signs; then revoke this one.";

    private final KeyRotation rotation;
    private final OperatorActions actions;
    private final TransactionOperations transaction;

    SigningKeyResource(KeyRotation rotation, OperatorActions actions, TransactionOperations transaction) {
        this.rotation = rotation;
        this.actions = actions;
        this.transaction = transaction;
    }

    @GetMapping("/api/operations/signing-keys")
    List<KeyView> keys() {
        return rotation.keys().stream()
                .map(key -> new KeyView(
                        key.kid(),
                        key.state(),
                        key.since(),
                        rotation.signsAtLatest(key).orElse(null)))
                .toList();
    }

    /** The replacements and revocations, with the names of the operators, newest first. */
    @GetMapping("/api/operations/signing-keys/actions")
    List<OperatorAction> actions() {
        return actions.about(KEYS);
    }

    /** Announces the next key to all clients; it signs when all announcements are sent. */
    @PostMapping("/api/operations/signing-keys")
    ResponseEntity<?> rotate(Principal operator) {
        String kid = transaction
                .execute(status -> {
                    Optional<String> announced = rotation.announce();
                    record(
                            Kind.ROTATE_KEY,
                            operator,
                            announced.orElse(null),
                            announced.isPresent() ? null : CONFIGURED);
                    return announced;
                })
                .orElseThrow(() -> conflict(CONFIGURED));
        return ResponseEntity.accepted().body(Map.of("kid", kid));
    }

    @PostMapping("/api/operations/signing-keys/{kid}/revocation")
    ResponseEntity<?> revoke(@PathVariable String kid, Principal operator) {
        Outcome outcome = transaction.execute(status -> {
            Outcome decided = rotation.revoke(kid);
            if (decided != Outcome.UNKNOWN_KEY) {
                record(Kind.REVOKE_KEY, operator, kid, decided == Outcome.CONFLICT ? IN_USE : null);
            }
            return decided;
        });
        return switch (outcome) {
            case DONE -> ResponseEntity.accepted().body(Map.of("kid", kid));
            case UNKNOWN_KEY ->
                throw problem(
                        HttpStatus.NOT_FOUND,
                        "The server has no such key. Use the kid of a key on the page Signing keys.");
            case CONFLICT -> throw conflict(IN_USE);
        };
    }

    private void record(Kind kind, Principal operator, String kid, String refusal) {
        actions.add(null, kind, KEYS, operator.getName(), kid, refusal);
    }

    private static ErrorResponseException conflict(String detail) {
        return problem(HttpStatus.CONFLICT, detail);
    }

    private static ErrorResponseException problem(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }
}

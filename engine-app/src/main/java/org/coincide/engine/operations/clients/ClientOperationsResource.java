package org.coincide.engine.operations.clients;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.net.URI;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.coincide.engine.accounts.ClientAccount.State;
import org.coincide.engine.accounts.ClientAccounts.Registration;
import org.coincide.engine.accounts.Quota;
import org.coincide.engine.broker.external.ClientBrokerLines;
import org.coincide.engine.broker.external.ClientBrokerLines.Lines;
import org.coincide.engine.clients.ClientChanges;
import org.coincide.engine.operations.log.OperatorActions.OperatorAction;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/operations/clients}: clients, their limits, keys and secrets. A change is effective at once, without a restart. */
@RestController
class ClientOperationsResource {

    private static final String CLIENTS = "/api/operations/clients";
    private static final String CLIENT = CLIENTS + "/{clientId}";

    private static final String ID = "[a-z][a-z0-9-]{0,31}";
    private static final String LIMIT = "(?=.*[1-9])\\d{1,12}(\\.\\d{1,4})?";
    private static final String THUMBPRINT = "[A-Za-z0-9_-]{43}";
    private static final String OVERLAP = "\\d{1,5}[smhd]";

    private static final Duration LONGEST_OVERLAP = Duration.ofDays(365);

    /** A client to create. */
    record NewClient(
            @NotNull
            @Pattern(
                    regexp = ID,
                    message = "must be a name of at most 32 small letters, digits and hyphens, such as acme")
            String id,

            @NotNull
            @Pattern(
                    regexp = LIMIT,
                    message = "must be an amount above 0 such as \"5000.00\", with at most four decimal places")
            String orderLimit) {}

    /** Highest value of one order that needs no decision. */
    record OrderLimit(
            @NotNull
            @Pattern(
                    regexp = LIMIT,
                    message = "must be an amount above 0 such as \"5000.00\", with at most four decimal places")
            String orderLimit) {}

    /** Limits of a client's orders; an absent one for any number. */
    record NewQuota(
            @Min(1) @Max(100_000) Integer ordersPerMinute,
            @Min(1) @Max(10_000_000) Integer openTrades) {}

    /** The state of a client, with the reason of the change. */
    record NewState(
            @NotNull @Pattern(regexp = "ENABLED|DISABLED", message = "must be ENABLED or DISABLED")
            String state,

            @Size(max = 1000) String text) {}

    /** The thumbprints of a client's keys. */
    record Keys(
            @NotNull @Size(max = 10)
            List<
                            @NotNull
                            @Pattern(
                                    regexp = THUMBPRINT,
                                    message = "must be the thumbprint of a key, 43 characters of base64url")
                            String>
                    keys) {}

    /** A rotation; {@code overlap} is the time for which the former secret remains valid, such as {@code 7d}. */
    record Rotation(
            @Pattern(regexp = OVERLAP, message = "must be a time such as 12h or 7d")
            String overlap) {

        String text() {
            return overlap == null ? null : "Overlap " + overlap;
        }

        Duration duration() {
            return overlap == null ? null : DurationStyle.SIMPLE.parse(overlap);
        }
    }

    /** A valid secret, of which the server has only the hash. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Secret(String id, Instant createdAt, Instant validUntil) {}

    /** Limits of a client's orders; an absent one for any number. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record QuotaView(Integer ordersPerMinute, Integer openTrades) {}

    /** A client; {@code brokerLines} only with an external broker. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ClientView(
            String id,
            State state,
            String orderLimit,
            QuotaView quota,
            Set<String> keys,
            List<Secret> secrets,
            List<Lines> brokerLines) {}

    /** A client with its new secret, which is shown this once. */
    record Issued(ClientView client, String secret) {}

    private final ClientActions actions;
    private final ObjectProvider<ClientBrokerLines> lines;

    ClientOperationsResource(ClientActions actions, ObjectProvider<ClientBrokerLines> lines) {
        this.actions = actions;
        this.lines = lines;
    }

    @GetMapping(CLIENTS)
    List<ClientView> clients() {
        return actions.all().stream().map(this::view).toList();
    }

    @PostMapping(path = CLIENTS, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Issued> create(@Valid @RequestBody NewClient client, Principal operator) {
        String secret = actions.create(client.id(), new BigDecimal(client.orderLimit()), operator.getName());
        return ResponseEntity.created(URI.create(CLIENTS + "/" + client.id())).body(issued(client.id(), secret));
    }

    @GetMapping(CLIENT)
    ClientView client(@PathVariable String clientId) {
        return view(actions.find(clientId));
    }

    @GetMapping(CLIENT + "/actions")
    List<OperatorAction> records(@PathVariable String clientId) {
        return actions.records(clientId);
    }

    @PutMapping(path = CLIENT + "/order-limit", consumes = MediaType.APPLICATION_JSON_VALUE)
    ClientView limit(@PathVariable String clientId, @Valid @RequestBody OrderLimit limit, Principal operator) {
        actions.limit(clientId, new BigDecimal(limit.orderLimit()), operator.getName());
        return client(clientId);
    }

    @PutMapping(path = CLIENT + "/quota", consumes = MediaType.APPLICATION_JSON_VALUE)
    ClientView quota(@PathVariable String clientId, @Valid @RequestBody NewQuota quota, Principal operator) {
        actions.quota(clientId, new Quota(quota.ordersPerMinute(), quota.openTrades()), operator.getName());
        return client(clientId);
    }

    @PutMapping(path = CLIENT + "/state", consumes = MediaType.APPLICATION_JSON_VALUE)
    ClientView state(@PathVariable String clientId, @Valid @RequestBody NewState state, Principal operator) {
        actions.enable(clientId, state.state().equals(State.ENABLED.name()), state.text(), operator.getName());
        return client(clientId);
    }

    @PutMapping(path = CLIENT + "/keys", consumes = MediaType.APPLICATION_JSON_VALUE)
    ClientView keys(@PathVariable String clientId, @Valid @RequestBody Keys keys, Principal operator) {
        actions.keys(clientId, keys.keys(), operator.getName());
        return client(clientId);
    }

    @PostMapping(path = CLIENT + "/secrets", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Issued> rotate(
            @PathVariable String clientId, @Valid @RequestBody Rotation rotation, Principal operator) {
        Duration overlap = rotation.duration();
        if (overlap != null && overlap.compareTo(LONGEST_OVERLAP) > 0) {
            throw new IllegalOverlap();
        }
        String secret = actions.rotate(clientId, overlap, rotation.text(), operator.getName());
        return ResponseEntity.status(HttpStatus.CREATED).body(issued(clientId, secret));
    }

    @DeleteMapping(CLIENT + "/secrets/{secretId}")
    ResponseEntity<Void> revoke(@PathVariable String clientId, @PathVariable String secretId, Principal operator) {
        actions.revoke(clientId, secretId, operator.getName());
        return ResponseEntity.noContent().build();
    }

    @DeleteMapping(CLIENT)
    ResponseEntity<Void> delete(@PathVariable String clientId, Principal operator) {
        actions.delete(clientId, operator.getName());
        return ResponseEntity.noContent().build();
    }

    private static final class IllegalOverlap extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(IllegalOverlap tooLong) {
        return problem(HttpStatus.BAD_REQUEST, "The overlap is too long. Use at most 365d.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(ClientChanges.Refused refusal) {
        return problem(refusal.isUnknown() ? HttpStatus.NOT_FOUND : HttpStatus.CONFLICT, refusal.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(ClientActions.StillNeeded refusal) {
        return problem(HttpStatus.CONFLICT, refusal.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> conflict(ConcurrencyFailureException conflict) {
        return problem(HttpStatus.CONFLICT, "The clients changed at the same time. Nothing was done; try again.");
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String detail) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(status, detail));
    }

    private Issued issued(String clientId, String secret) {
        return new Issued(client(clientId), secret);
    }

    private ClientView view(Registration client) {
        String id = client.account().id();
        ClientBrokerLines external = lines.getIfAvailable();
        return new ClientView(
                id,
                client.account().state(),
                client.account().orderLimit().toPlainString(),
                new QuotaView(
                        client.account().quota().ordersPerMinute(),
                        client.account().quota().openTrades()),
                client.account().keys(),
                client.secrets().stream()
                        .map(secret -> new Secret(secret.id(), secret.createdAt(), secret.validUntil()))
                        .toList(),
                external == null ? null : external.of(id));
    }
}

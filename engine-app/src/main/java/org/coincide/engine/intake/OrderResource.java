package org.coincide.engine.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import org.coincide.engine.acceptance.Acceptance;
import org.coincide.engine.acceptance.Acceptance.Accepted;
import org.coincide.engine.acceptance.Acceptance.Conflicting;
import org.coincide.engine.acceptance.Acceptance.OverQuota;
import org.coincide.engine.acceptance.Acceptance.Refused;
import org.coincide.engine.acceptance.OrderAcceptance;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.backlog.OrderBacklog;
import org.coincide.engine.intake.OrderParseResult.Readable;
import org.coincide.engine.intake.OrderParseResult.Unreadable;
import org.coincide.engine.intake.ReceivedMessage.Signatures;
import org.coincide.engine.journal.JournalHistory;
import org.coincide.engine.problems.ProblemResponses;
import org.coincide.engine.tracing.TraceParent;
import org.coincide.engine.tracing.TradeSpans;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/orders}: accepts an order and returns its trading information. */
@RestController
class OrderResource {

    private final OrderReader reader;
    private final OrderAcceptance acceptance;
    private final ClientAccounts clients;
    private final JournalHistory journal;
    private final ObjectMapper json;
    private final OrderBacklog backlog;
    private final TradeSpans spans;

    OrderResource(
            OrderReader reader,
            OrderAcceptance acceptance,
            ClientAccounts clients,
            JournalHistory journal,
            ObjectMapper json,
            OrderBacklog backlog,
            TradeSpans spans) {
        this.spans = spans;
        this.backlog = backlog;
        this.reader = reader;
        this.acceptance = acceptance;
        this.clients = clients;
        this.journal = journal;
        this.json = json;
    }

    @PostMapping(path = "/api/orders", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> order(
            @RequestBody String body,
            @RequestHeader(name = "Signature-JWS", required = false) String signature,
            @RequestHeader(name = "Order-Signature", required = false) String orderSignature,
            @RequestHeader(name = "traceparent", required = false) String traceParent,
            Principal principal)
            throws JsonProcessingException {
        if (backlog.isFull()) {
            long seconds = backlog.retryAfter().toSeconds();
            return tooManyOrders(
                    seconds,
                    ProblemResponses.of(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "Too many accepted orders wait to be processed. Nothing is stored; send the order again after %d seconds."
                                    .formatted(seconds)));
        }
        ClientAccount client = clients.find(principal.getName()).orElseThrow();
        OrderParseResult result = reader.parse(body, client, new Signatures(signature, orderSignature));
        if (result instanceof Readable readable) {
            return answer(spans.ofOrder(
                    TraceParent.parse(traceParent),
                    trace -> acceptance.accept(client, readable.order(), readable.contents(), orderSignature, trace)));
        }
        Unreadable unreadable = (Unreadable) result;
        return ProblemResponses.of(HttpStatus.BAD_REQUEST, "The order is invalid. See errors.", unreadable.reasons());
    }

    private ResponseEntity<?> answer(Acceptance acceptance) throws JsonProcessingException {
        if (acceptance instanceof Accepted accepted) {
            return ResponseEntity.created(URI.create("/api/trades/" + accepted.tradingId()))
                    .body(information(accepted.tradingId()));
        }
        if (acceptance instanceof Refused refused) {
            return ProblemResponses.of(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    "The order is refused, and nothing is stored. See errors.",
                    refused.reasons());
        }
        if (acceptance instanceof OverQuota over) {
            Duration wait = over.retryAfter() == null ? backlog.retryAfter() : over.retryAfter();
            return tooManyOrders(
                    wait.plusSeconds(1).toSeconds(),
                    ProblemResponses.of(
                            HttpStatus.TOO_MANY_REQUESTS, over.reason().text(), List.of(over.reason())));
        }
        return ProblemResponses.of(
                HttpStatus.CONFLICT,
                "The order reference belongs to trade " + ((Conflicting) acceptance).tradingId()
                        + " with different content. Nothing has changed; use a new order reference for a new order.");
    }

    private JsonNode information(String tradingId) throws JsonProcessingException {
        return json.readTree(journal.information(tradingId).orElseThrow().body())
                .path("data");
    }

    private static ResponseEntity<Object> tooManyOrders(long seconds, ResponseEntity<Object> problem) {
        return ResponseEntity.status(problem.getStatusCode())
                .headers(problem.getHeaders())
                .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
                .body(problem.getBody());
    }
}

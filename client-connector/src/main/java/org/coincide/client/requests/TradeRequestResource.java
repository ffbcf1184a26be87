package org.coincide.client.requests;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.coincide.client.contract.Json;
import org.coincide.client.contract.ValidationError;
import org.coincide.client.requests.TradeRequest.Kind;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Requests about trades over HTTP: cancel it, change it, send goods back. */
@RestController
@RequestMapping(path = "/api/trades/{tradingId}", produces = MediaType.APPLICATION_JSON_VALUE)
class TradeRequestResource {

    private final RequestSubmission desk;
    private final TradeRequests requests;

    TradeRequestResource(RequestSubmission desk, TradeRequests requests) {
        this.desk = desk;
        this.requests = requests;
    }

    /** Answered when it is stored; what the server says to it stands among the trade's requests. */
    @PostMapping(path = "/{kind:cancellation|return|amendment}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> ask(@PathVariable String tradingId, @PathVariable String kind, @RequestBody byte[] body) {
        try {
            return answer(
                    tradingId,
                    desk.ask(tradingId, Kind.valueOf(kind.toUpperCase(Locale.ROOT)), Json.STRICT.readTree(body)));
        } catch (JsonProcessingException e) {
            return invalid(
                    List.of(new ValidationError("", "must be one strict JSON document: " + e.getOriginalMessage())));
        } catch (IOException e) {
            return invalid(List.of(new ValidationError("", "must be UTF-8: " + e.getMessage())));
        }
    }

    @GetMapping("/requests")
    List<TradeRequest> all(@PathVariable String tradingId) {
        return requests.of(tradingId);
    }

    private static ResponseEntity<Object> answer(String tradingId, SubmissionResult asking) {
        if (asking instanceof SubmissionResult.Stored stored) {
            return ResponseEntity.accepted()
                    .location(URI.create("/api/trades/" + tradingId + "/requests"))
                    .body(Map.of("tradingId", tradingId, "requestId", stored.requestId()));
        }
        if (asking instanceof SubmissionResult.Conflicting conflicting) {
            return problem(
                    HttpStatus.CONFLICT,
                    "Return " + conflicting.returnNumber()
                            + " was asked for with other contents, which stay as they are."
                            + " Give a new return a new returnNumber.");
        }
        if (asking instanceof SubmissionResult.Invalid invalid) {
            return invalid(invalid.faults());
        }
        return problem(HttpStatus.NOT_FOUND, "The ledger has no trade with this trading identifier.");
    }

    private static ResponseEntity<Object> invalid(List<ValidationError> faults) {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "This is no request: nothing was stored. See errors for what to change.");
        problem.setProperty("errors", faults);
        return answer(problem);
    }

    private static ResponseEntity<Object> problem(HttpStatus status, String detail) {
        return answer(ProblemDetail.forStatusAndDetail(status, detail));
    }

    private static ResponseEntity<Object> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}

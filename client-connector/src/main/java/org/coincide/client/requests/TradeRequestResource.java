package org.coincide.client.requests;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.coincide.client.contract.Json;
import org.coincide.client.contract.ValidationError;
import org.coincide.client.problems.ProblemResponses;
import org.coincide.client.requests.TradeRequest.Kind;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** REST resource of requests about a trade: cancellation, amendment and return. */
@RestController
@RequestMapping(path = "/api/trades/{tradingId}", produces = MediaType.APPLICATION_JSON_VALUE)
class TradeRequestResource {

    private final RequestSubmission submission;
    private final RequestOutcomes requests;

    TradeRequestResource(RequestSubmission submission, RequestOutcomes requests) {
        this.submission = submission;
        this.requests = requests;
    }

    /** Stores the request and responds. The server's answer is in the list of the trade's requests. */
    @PostMapping(path = "/{kind:cancellation|return|amendment}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> submit(@PathVariable String tradingId, @PathVariable String kind, @RequestBody byte[] body) {
        try {
            return answer(
                    tradingId,
                    submission.submit(
                            tradingId, Kind.valueOf(kind.toUpperCase(Locale.ROOT)), Json.STRICT.readTree(body)));
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

    private static ResponseEntity<Object> answer(String tradingId, SubmissionResult result) {
        if (result instanceof SubmissionResult.Stored stored) {
            return ResponseEntity.accepted()
                    .location(URI.create("/api/trades/" + tradingId + "/requests"))
                    .body(Map.of("tradingId", tradingId, "requestId", stored.requestId()));
        }
        if (result instanceof SubmissionResult.Conflicting conflicting) {
            return ProblemResponses.of(
                    HttpStatus.CONFLICT,
                    "Return " + conflicting.returnNumber()
                            + " was already requested with different contents and is unchanged."
                            + " Use another returnNumber for a new return.");
        }
        if (result instanceof SubmissionResult.Invalid invalid) {
            return invalid(invalid.errors());
        }
        return ProblemResponses.of(
                HttpStatus.NOT_FOUND, "The ledger does not contain trade " + tradingId + ". Check the tradingId.");
    }

    private static ResponseEntity<Object> invalid(List<ValidationError> errors) {
        return ProblemResponses.of(
                HttpStatus.BAD_REQUEST, "The request is invalid and was not stored. See errors.", errors);
    }
}

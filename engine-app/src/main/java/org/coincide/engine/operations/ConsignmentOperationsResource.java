package org.coincide.engine.operations;

import java.security.Principal;
import java.util.Map;
import org.coincide.engine.delivery.carrier.CarrierUnavailableException;
import org.coincide.engine.delivery.carrier.Label;
import org.coincide.engine.delivery.carrier.RecallOutcome;
import org.coincide.engine.delivery.consignments.CarrierRecall;
import org.coincide.engine.delivery.consignments.Consignment;
import org.coincide.engine.delivery.consignments.Consignments;
import org.coincide.engine.delivery.consignments.Labels;
import org.coincide.engine.operations.log.OperatorActions;
import org.coincide.engine.operations.log.OperatorActions.Kind;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Consignments for operators: the shipping label, and the recall of a consignment on its way. */
@RestController
class ConsignmentOperationsResource {

    private final Consignments consignments;
    private final Labels labels;
    private final CarrierRecall recall;
    private final OperatorActions actions;

    ConsignmentOperationsResource(
            Consignments consignments, Labels labels, CarrierRecall recall, OperatorActions actions) {
        this.actions = actions;
        this.consignments = consignments;
        this.labels = labels;
        this.recall = recall;
    }

    @GetMapping("/api/operations/trades/{tradingId}/consignments/{number}/label")
    ResponseEntity<byte[]> label(@PathVariable String tradingId, @PathVariable long number) {
        Consignment consignment = consignments
                .find(Consignment.id(tradingId, number))
                .orElseThrow(() -> problem(
                        HttpStatus.NOT_FOUND, "The trade has no such consignment. Use a number that the trade shows."));
        Label label = labels.find(consignment.bookedKey())
                .orElseThrow(() ->
                        problem(HttpStatus.NOT_FOUND, "The carrier returned no label. Fetch it from the carrier."));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(label.mediaType()))
                .body(label.content());
    }

    /** Asks the carrier; the consignment changes when the carrier reports that the parcel is back. */
    @PostMapping("/api/operations/trades/{tradingId}/consignments/{number}/recall")
    Map<String, String> recall(@PathVariable String tradingId, @PathVariable long number, Principal operator) {
        RecallOutcome outcome = recall.recall(Consignment.id(tradingId, number))
                .orElseThrow(() -> problem(
                        HttpStatus.NOT_FOUND, "The trade has no such consignment. Use a number that the trade shows."));
        String refusal = outcome instanceof RecallOutcome.Refused refused ? refused.reason() : null;
        actions.add(tradingId, Kind.RECALL, null, operator.getName(), "Consignment " + number, refusal);
        if (outcome instanceof RecallOutcome.Refused refused) {
            throw problem(HttpStatus.CONFLICT, refused.reason());
        }
        return Map.of("outcome", "ACCEPTED");
    }

    @ExceptionHandler
    ResponseEntity<?> unavailable(CarrierUnavailableException unknown) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "The carrier is unavailable. Try again; a recall can be repeated.")
                        .getBody());
    }

    private static ErrorResponseException problem(HttpStatus status, String detail) {
        ErrorResponseException problem = new ErrorResponseException(status);
        problem.setDetail(detail);
        return problem;
    }
}

package org.coincide.engine.delivery.reports;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.coincide.engine.delivery.carrier.CarrierEvent;
import org.coincide.engine.delivery.reports.CarrierReportParser.Readable;
import org.coincide.engine.delivery.reports.CarrierReportParser.Unreadable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/carrier/events}: a carrier without an adapter reports events of parcels. */
@RestController
class CarrierResource {

    private final ObjectMapper json;
    private final CarrierReportHandler events;

    CarrierResource(ObjectMapper json, CarrierReportHandler events) {
        this.json = json;
        this.events = events;
    }

    @PostMapping(path = "/api/carrier/events", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> report(@RequestBody String body) {
        CarrierReportParser parsed = CarrierReportParser.of(body, json);
        if (parsed instanceof Unreadable unreadable) {
            return problem(HttpStatus.BAD_REQUEST, unreadable.why());
        }
        CarrierEvent event = ((Readable) parsed).event();
        return switch (events.report(event)) {
            case ACCEPTED, DUPLICATE, NOT_EXPECTED -> ResponseEntity.accepted().body(Map.of("id", event.id()));
            case CONFLICTING ->
                problem(
                        HttpStatus.CONFLICT,
                        "The id " + event.id() + " belongs to another report. Send this report with another id.");
            case UNKNOWN ->
                problem(
                        HttpStatus.NOT_FOUND,
                        "No consignment has the tracking number " + event.trackingNumber() + ". Correct the number.");
            case RETRY ->
                problem(HttpStatus.SERVICE_UNAVAILABLE, "The report cannot be applied yet. Send it again in a moment.");
        };
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String detail) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(status, detail));
    }
}

package org.coincide.engine.delivery.reports;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.coincide.engine.delivery.reports.CarrierEventParser.Readable;
import org.coincide.engine.delivery.reports.CarrierEventParser.Unreadable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/carrier/events}: what a carrier has to say of a parcel. */
@RestController
class CarrierResource {

    private final ObjectMapper json;
    private final CarrierReports desk;

    CarrierResource(ObjectMapper json, CarrierReports desk) {
        this.json = json;
        this.desk = desk;
    }

    @PostMapping(path = "/api/carrier/events", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> report(@RequestBody String body) {
        CarrierEventParser reading = CarrierEventParser.of(body, json);
        if (reading instanceof Unreadable unreadable) {
            return problem(HttpStatus.BAD_REQUEST, unreadable.why());
        }
        CarrierEvent event = ((Readable) reading).event();
        return switch (desk.take(event)) {
            case TAKEN, DUPLICATE -> ResponseEntity.accepted().body(Map.of("id", event.id()));
            case CONFLICT ->
                problem(HttpStatus.CONFLICT, "The number " + event.id() + " stands for another report already.");
            case UNKNOWN ->
                problem(
                        HttpStatus.NOT_FOUND,
                        "No consignment of ours has the tracking number " + event.trackingNumber() + ".");
        };
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String detail) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(status, detail));
    }
}

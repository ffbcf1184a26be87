package org.coincide.client.ordering;

import java.nio.charset.StandardCharsets;
import org.coincide.client.ordering.OrderFileImport.Report;
import org.coincide.client.ordering.OrderFileImport.State;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** REST resource of files of orders: {@code /api/order-files}. A preview without {@code place=true}. */
@RestController
@RequestMapping(path = "/api/order-files", produces = MediaType.APPLICATION_JSON_VALUE)
class OrderFileResource {

    private final OrderFileImport files;

    OrderFileResource(OrderFileImport files) {
        this.files = files;
    }

    @PostMapping(consumes = "text/csv")
    ResponseEntity<Object> csv(@RequestBody byte[] body, @RequestParam(defaultValue = "false") boolean place) {
        return answer(files.checkCsv(text(body)), place);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> json(@RequestBody byte[] body, @RequestParam(defaultValue = "false") boolean place) {
        return answer(files.checkJson(text(body)), place);
    }

    private ResponseEntity<Object> answer(Report report, boolean place) {
        if (!place) {
            return ResponseEntity.ok(report);
        }
        if (!report.faults().isEmpty()) {
            var problem = ProblemDetail.forStatusAndDetail(
                    HttpStatus.BAD_REQUEST,
                    "The file has "
                            + (report.faults().size() == 1
                                    ? "1 fault"
                                    : report.faults().size() + " faults")
                            + ". None of its orders was placed. See errors.");
            problem.setProperty("errors", report.faults());
            return ResponseEntity.badRequest()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(problem);
        }
        files.place(report);
        return ResponseEntity.accepted().body(new Placed(report.count(State.NEW), report.count(State.PLACED_EARLIER)));
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * Result of a placed file.
     *
     * @param placed number of orders that were placed now
     * @param placedEarlier number of orders that had been placed earlier and are unchanged
     */
    record Placed(long placed, long placedEarlier) {}
}

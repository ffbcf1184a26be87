package org.coincide.client.ordering;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.coincide.client.ordering.OrderFileImport.Placement;
import org.coincide.client.ordering.OrderFileImport.Report;
import org.coincide.client.ordering.OrderFileImport.State;
import org.coincide.client.problems.ProblemResponses;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
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
    ResponseEntity<Object> csv(HttpEntity<byte[]> file, @RequestParam(defaultValue = "false") boolean place) {
        return answer(files.checkCsv(text(file)), place, true);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> json(HttpEntity<byte[]> file, @RequestParam(defaultValue = "false") boolean place) {
        return answer(files.checkJson(text(file)), place, false);
    }

    private ResponseEntity<Object> answer(Report report, boolean place, boolean csv) {
        if (!place) {
            return ResponseEntity.ok(report);
        }
        if (!report.faults().isEmpty()) {
            return ProblemResponses.of(
                    HttpStatus.BAD_REQUEST,
                    "The file has "
                            + (report.faults().size() == 1
                                    ? "1 fault"
                                    : report.faults().size() + " faults")
                            + ". None of its orders was placed. See errors.",
                    report.faults());
        }
        var placement = files.place(report, csv);
        return placement.faults().isEmpty()
                ? ResponseEntity.accepted()
                        .body(new Placed(report.count(State.NEW), report.count(State.PLACED_EARLIER)))
                : ProblemResponses.of(partly(placement, report.orders().size()));
    }

    private static ProblemDetail partly(Placement placement, int orders) {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.CONFLICT,
                "%d of %d orders are placed; see placed. The others became impossible after the check and are not placed; see errors."
                                .formatted(placement.stored().size(), orders)
                        + " Correct them and send the file again: no order is placed twice.");
        problem.setProperty("errors", placement.faults());
        problem.setProperty("placed", placement.stored());
        return problem;
    }

    /** Decodes the file in the encoding that its Content-Type declares; UTF-8 for none. */
    private static String text(HttpEntity<byte[]> file) {
        var declared = Optional.ofNullable(file.getHeaders().getContentType()).map(MediaType::getCharset);
        return new String(
                file.getBody() == null ? new byte[0] : file.getBody(), declared.orElse(StandardCharsets.UTF_8));
    }

    /**
     * Result of a placed file.
     *
     * @param placed number of orders that were placed now
     * @param placedEarlier number of orders that had been placed earlier and are unchanged
     */
    record Placed(long placed, long placedEarlier) {}
}

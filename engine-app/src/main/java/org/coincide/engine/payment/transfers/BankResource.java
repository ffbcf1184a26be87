package org.coincide.engine.payment.transfers;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngineException;
import org.coincide.engine.payment.transfers.BankStatementParser.Line;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Reports of the bank without an adapter: single payments, or statements. */
@RestController
class BankResource {

    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};
    private static final String CSV = "text/csv";

    /**
     * Outcome of a payment.
     *
     * @param line of the statement; null for a single payment
     * @param repeated whether the payment was reported before: then nothing has changed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(Integer line, String transactionId, AllocationOutcome outcome, boolean repeated, String text) {

        static Answer of(Integer line, BankPayment payment, BankReports.Taken taken) {
            return new Answer(
                    line,
                    payment.transactionId(),
                    taken.outcome(),
                    taken.repeated(),
                    taken.outcome().text());
        }
    }

    record Answers(List<Answer> lines) {}

    private final BankReports reports;
    private final BankStatementParser statements;
    private final ObjectMapper json;

    BankResource(BankReports reports, BankStatementParser statements, ObjectMapper json) {
        this.reports = reports;
        this.statements = statements;
        this.json = json;
    }

    /** A single payment: {@code {"transactionId", "reference", "amount", "currency"}}, all strings. */
    @PostMapping(path = "/api/bank/payments", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> payment(@RequestBody String body) {
        Map<String, String> fields;
        try {
            fields = json.readValue(body, FIELDS);
        } catch (JsonProcessingException broken) {
            return problem(
                    HttpStatus.BAD_REQUEST,
                    "The body is not a JSON object of strings. Send transactionId, reference, amount and currency.",
                    List.of());
        }
        List<String> faults = fields == null ? BankPayment.FIELDS : BankPayment.faults(fields);
        if (!faults.isEmpty()) {
            return problem(HttpStatus.BAD_REQUEST, "The payment is invalid and not booked. See errors.", faults);
        }
        BankPayment payment = BankPayment.of(fields);
        BankReports.Taken taken = reports.take(payment);
        return taken.outcome() == AllocationOutcome.CONFLICTING
                ? problem(HttpStatus.CONFLICT, taken.outcome().text(), List.of())
                : ResponseEntity.ok(Answer.of(null, payment, taken));
    }

    /** A statement: all of its lines, or none if one is invalid. */
    @PostMapping(path = "/api/bank/statements", consumes = CSV)
    ResponseEntity<?> statement(@RequestBody String body) {
        BankStatementParser.Reading reading = statements.read(body);
        if (!reading.faults().isEmpty()) {
            return problem(
                    HttpStatus.BAD_REQUEST,
                    "The statement has invalid lines, and no line is booked. See errors.",
                    reading.faults());
        }
        return ResponseEntity.ok(
                new Answers(reading.lines().stream().map(this::take).toList()));
    }

    private Answer take(Line line) {
        return Answer.of(line.number(), line.payment(), reports.take(line.payment()));
    }

    /** Concurrent changes of a trade on each attempt. A repeated statement books no payment twice. */
    @ExceptionHandler({ConcurrencyFailureException.class, DuplicateKeyException.class, ProcessEngineException.class})
    ResponseEntity<?> busy() {
        return problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "The trade is being changed concurrently. Send the report again; no payment is booked twice.",
                List.of());
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String detail, List<?> errors) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        if (!errors.isEmpty()) {
            problem.setProperty("errors", errors);
        }
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}

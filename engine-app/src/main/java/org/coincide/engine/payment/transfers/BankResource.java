package org.coincide.engine.payment.transfers;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.SuspendedEntityInteractionException;
import org.coincide.engine.payment.transfers.BankStatementParser.Fault;
import org.coincide.engine.payment.transfers.BankStatementParser.Line;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
    private static final String AGAIN = "Send the report again; no payment is booked twice.";
    private static final Logger LOG = LoggerFactory.getLogger(BankResource.class);

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

    /** A statement: no line if one is invalid, else each line that can be booked now. */
    @PostMapping(path = "/api/bank/statements", consumes = CSV)
    ResponseEntity<?> statement(@RequestBody String body) {
        BankStatementParser.Reading reading = statements.read(body);
        if (!reading.faults().isEmpty()) {
            return problem(
                    HttpStatus.BAD_REQUEST,
                    "The statement has invalid lines, and no line is booked. See errors.",
                    reading.faults());
        }
        List<Answer> answers = new ArrayList<>();
        List<Fault> left = new ArrayList<>();
        for (Line line : reading.lines()) {
            try {
                answers.add(Answer.of(line.number(), line.payment(), reports.take(line.payment())));
            } catch (ConcurrencyFailureException | DuplicateKeyException | ProcessEngineException notNow) {
                LOG.warn(
                        "The bank's transaction {} is not booked.",
                        line.payment().transactionId(),
                        notNow);
                left.add(new Fault(
                        line.number(), "The reference is " + line.payment().reference() + ". " + cause(notNow)));
            }
        }
        return left.isEmpty()
                ? ResponseEntity.ok(new Answers(answers))
                : problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "The lines of errors are not booked; all others are. " + AGAIN,
                        left);
    }

    /** A payment that cannot be booked on any attempt. */
    @ExceptionHandler({ConcurrencyFailureException.class, DuplicateKeyException.class, ProcessEngineException.class})
    ResponseEntity<?> notNow(RuntimeException cause) {
        return problem(HttpStatus.SERVICE_UNAVAILABLE, cause(cause) + " " + AGAIN, List.of());
    }

    private static String cause(RuntimeException failure) {
        if (failure instanceof MismatchingMessageCorrelationException) {
            return "The invoice is open, but no process of its trade waits for a payment. Close the trade without a process, or cancel it, on its operators' page.";
        }
        return failure instanceof SuspendedEntityInteractionException
                ? "The process of the trade is suspended. Continue it on the trade's operators' page."
                : "The trade is being changed concurrently.";
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

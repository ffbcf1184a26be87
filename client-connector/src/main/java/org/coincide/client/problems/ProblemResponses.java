package org.coincide.client.problems;

import java.util.List;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Refusals as problems (RFC 9457). They declare their media type: a malformed Accept header must not decide it again. */
public final class ProblemResponses {

    private ProblemResponses() {}

    /** Returns a problem. */
    public static ResponseEntity<Object> of(HttpStatusCode status, String detail) {
        return of(ProblemDetail.forStatusAndDetail(status, detail));
    }

    /** Returns a problem with the faults of the input, in the property {@code errors}. */
    public static ResponseEntity<Object> of(HttpStatusCode status, String detail, List<?> errors) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("errors", errors);
        return of(problem);
    }

    /** Returns a problem with properties of its own. */
    public static ResponseEntity<Object> of(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}

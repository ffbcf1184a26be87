package org.coincide.engine.intake;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;

/** Maps every exception of the API to a problem (RFC 9457) that names a remedy and discloses no internals of the server. */
@RestControllerAdvice
class ApiExceptionHandler extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ApiExceptionHandler.class);

    /** Declares the media type of the problem: the Accept header, which may be malformed, must not decide it again. */
    @Override
    protected ResponseEntity<Object> handleHttpMediaTypeNotAcceptable(
            HttpMediaTypeNotAcceptableException exception,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(
                        ProblemDetail.forStatusAndDetail(
                                status,
                                "The Accept header excludes the response's media type. Nothing has changed; send Accept: application/json."));
    }

    /** Returns no response if the sender has closed the connection. */
    @ExceptionHandler
    ProblemDetail internalError(Exception failure) {
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            return null;
        }
        if (ConnectivityFailure.isCauseOf(failure)) {
            // One line for each request: an outage must not fill the disk with its stack traces.
            LOG.warn(
                    "An HTTP request was refused, since the database or the broker is unavailable: {}",
                    NestedExceptionUtils.getMostSpecificCause(failure).toString());
            return ProblemDetail.forStatusAndDetail(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "The database or the broker is unavailable. Retry; the request is idempotent.");
        }
        LOG.error("An HTTP request failed", failure);
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "An internal error occurred. The operator finds the cause in the server's log.");
    }
}

package org.coincide.engine.intake;

import jakarta.validation.ConstraintViolation;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.catalina.connector.ClientAbortException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.coincide.engine.input.InputErrors;
import org.coincide.engine.journal.messages.RefusalReport.RefusalReason;
import org.coincide.engine.json.StorableText;
import org.coincide.engine.problems.ProblemResponses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Maps every exception of the API to a problem (RFC 9457) that names a remedy and discloses no internals of the server. */
@RestControllerAdvice
class ApiExceptionHandler extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ApiExceptionHandler.class);

    /** The longest detail of a problem, in code points. */
    private static final int MAX_DETAIL = 1000;

    /** The longest name of a method that a detail repeats. */
    private static final int MAX_NAME = 20;

    /** Declares the media type of the problem: the Accept header, which may be malformed, must not decide it again. */
    @Override
    protected ResponseEntity<Object> handleHttpMediaTypeNotAcceptable(
            HttpMediaTypeNotAcceptableException exception,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return ProblemResponses.of(
                status,
                "The Accept header excludes the response's media type. Nothing has changed; send Accept: application/json.");
    }

    /** A body that breaks the rules of its fields: {@code errors} has all of them. */
    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(InputErrors.of(exception.getAllErrors().stream()
                .map(error -> error.unwrap(ConstraintViolation.class))
                .map(broken -> (ConstraintViolation<?>) broken)
                .toList()));
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(List.of(InputErrors.unreadable(exception.getCause())));
    }

    /** A parameter of the path or of the query with a value of another type. */
    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (exception instanceof MethodArgumentTypeMismatchException mismatch) {
            Class<?> type = mismatch.getParameter().nestedIfOptional().getNestedParameterType();
            return ProblemResponses.of(status, InputErrors.parameter(mismatch.getName(), mismatch.getValue(), type));
        }
        return super.handleTypeMismatch(exception, headers, status, request);
    }

    /** Names the methods that the path supports. */
    @Override
    protected ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException exception,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String[] supported = exception.getSupportedMethods();
        ResponseEntity<Object> refused = ProblemResponses.of(
                status,
                "This path does not support the method " + StorableText.shortened(exception.getMethod(), MAX_NAME)
                        + (supported == null ? ". See /docs." : ". Use " + String.join(" or ", supported) + "."));
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(refused.getBody());
    }

    @Override
    protected ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return ProblemResponses.of(
                status,
                "There is nothing at /" + StorableText.shortened(exception.getResourcePath(), MAX_DETAIL / 2)
                        + ". The page /docs has all addresses of the API.");
    }

    /** Names the supported media types, and does not repeat the header. */
    @Override
    protected ResponseEntity<Object> handleHttpMediaTypeNotSupported(
            HttpMediaTypeNotSupportedException exception,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        ResponseEntity<Object> refused = ProblemResponses.of(
                status,
                "The Content-Type is not supported. Send " + MediaType.toString(exception.getSupportedMediaTypes())
                        + ".");
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(refused.getBody());
    }

    /**
     * Shortens a detail, which can repeat a path or a parameter, and declares the media type: with a malformed Accept header, the problem
     * would be lost.
     */
    @Override
    protected ResponseEntity<Object> createResponseEntity(
            Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail problem) {
            problem.setDetail(StorableText.shortened(problem.getDetail(), MAX_DETAIL));
            return ResponseEntity.status(status)
                    .headers(headers)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(problem);
        }
        return super.createResponseEntity(body, headers, status, request);
    }

    private static ResponseEntity<Object> invalid(List<RefusalReason> reasons) {
        return ProblemResponses.of(HttpStatus.BAD_REQUEST, InputErrors.summary(reasons), reasons);
    }

    /** A request that met concurrent steps of the trade at all of its attempts. */
    @ExceptionHandler({OptimisticLockingException.class, ConcurrencyFailureException.class})
    ResponseEntity<Object> conflict(RuntimeException conflict) {
        LOG.warn("An HTTP request was refused, since the process of its trade was busy: {}", conflict.toString());
        return ProblemResponses.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "The process of the trade was busy. Nothing is changed. Retry; the request is idempotent.");
    }

    /** Returns no response if the sender has closed the connection. */
    @ExceptionHandler
    ResponseEntity<Object> internalError(Exception failure) {
        if (isAbortedBySender(failure)) {
            return null;
        }
        if (ConnectivityFailure.isCauseOf(failure)) {
            // One line for each request: an outage must not fill the disk with its stack traces.
            LOG.warn(
                    "An HTTP request was refused, since the database or the broker is unavailable: {}",
                    NestedExceptionUtils.getMostSpecificCause(failure).toString());
            return ProblemResponses.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "The database or the broker is unavailable. Retry; the request is idempotent.");
        }
        LOG.error("An HTTP request failed", failure);
        return ProblemResponses.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "An internal error occurred. The operator finds the cause in the server's log.");
    }

    /**
     * Returns true if the request's own connection is closed. Spring's DisconnectedClientHelper also means a closed connection to the
     * database or to a partner, and the response would be an empty 200 although nothing is stored.
     */
    private static boolean isAbortedBySender(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause ->
                        cause instanceof ClientAbortException || cause instanceof AsyncRequestNotUsableException);
    }
}

package org.coincide.client.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.catalina.connector.ClientAbortException;
import org.coincide.client.contract.StorableText;
import org.coincide.client.contract.ValidationError;
import org.coincide.client.problems.ProblemResponses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Converts errors to RFC 9457 problem details, with the member {@code errors}. */
@RestControllerAdvice
public class ApiExceptionHandler extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ApiExceptionHandler.class);

    /** The longest detail of a problem. */
    private static final int MAX_DETAIL = 1000;

    /** The longest name of a method that a detail repeats. */
    private static final int MAX_NAME = 20;

    private final ObjectMapper json;

    ApiExceptionHandler(ObjectMapper json) {
        this.json = json;
    }

    public void write(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem(status, detail)));
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(List.of(InputErrors.unreadable(exception.getCause())));
    }

    /** A body that breaks the rules of its fields: {@code errors} has all of them. */
    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(InputErrors.of(exception.getFieldErrors()));
    }

    /** A parameter of the path or of the query with a value of another type. */
    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (exception instanceof MethodArgumentTypeMismatchException mismatch) {
            return ProblemResponses.of(problem(
                    HttpStatus.BAD_REQUEST,
                    InputErrors.parameter(mismatch.getName(), mismatch.getValue(), mismatch.getParameter())));
        }
        return super.handleTypeMismatch(exception, headers, status, request);
    }

    /** Parameters of the query whose values are out of their ranges: {@code errors} has all of them. */
    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException exception,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return invalid(exception.getParameterValidationResults().stream()
                .map(result -> new ValidationError(
                        "",
                        InputErrors.parameter(
                                result.getMethodParameter().getParameterName(),
                                result.getArgument(),
                                result.getMethodParameter())))
                .toList());
    }

    @Override
    protected ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException exception,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return ProblemResponses.of(problem(
                HttpStatus.BAD_REQUEST, "The parameter " + exception.getParameterName() + " is missing. Send it."));
    }

    /** Names the methods that the path supports. */
    @Override
    protected ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException exception,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var supported = exception.getSupportedMethods();
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem(
                        HttpStatus.METHOD_NOT_ALLOWED,
                        "This path does not support the method "
                                + StorableText.sanitize(exception.getMethod(), MAX_NAME)
                                + (supported == null
                                        ? ". The file /openapi.yaml has all addresses of the API."
                                        : ". Use " + String.join(" or ", supported) + ".")));
    }

    @Override
    protected ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return ProblemResponses.of(problem(
                HttpStatus.NOT_FOUND,
                "There is nothing at /" + StorableText.sanitize(exception.getResourcePath(), MAX_DETAIL / 2)
                        + ". The file /openapi.yaml has all addresses of the API."));
    }

    /** Shortens a detail, which can repeat a path or a parameter. */
    @Override
    protected ResponseEntity<Object> createResponseEntity(
            Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail problem) {
            problem.setDetail(StorableText.sanitize(problem.getDetail(), MAX_DETAIL));
        }
        return super.createResponseEntity(body, headers, status, request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMediaTypeNotSupported(
            HttpMediaTypeNotSupportedException exception,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return ProblemResponses.of(problem(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "The Content-Type is not supported. Send JSON with Content-Type: application/json."));
    }

    @Override
    protected ResponseEntity<Object> handleHttpMediaTypeNotAcceptable(
            HttpMediaTypeNotAcceptableException exception,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return ProblemResponses.of(
                problem(
                        HttpStatus.NOT_ACCEPTABLE,
                        "The Accept header excludes the response's media type. Nothing was stored; send Accept: application/json."));
    }

    /** The database is unavailable, for example because its disk is full. */
    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        TransactionException.class
    })
    ResponseEntity<Object> databaseUnavailable(RuntimeException failure, HttpServletResponse response) {
        LOG.error("An HTTP request failed at the database: {}", failure.toString());
        if (response.isCommitted()) {
            throw failure;
        }
        return ProblemResponses.of(
                problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "The client's database is unavailable; /actuator/health names the cause. Retry with the same reference."));
    }

    /**
     * Returns no response if the sender has closed the connection.
     *
     * @throws Exception the failure, if a part of the response was sent: the connection is closed, so that the response is not complete
     */
    @ExceptionHandler
    ResponseEntity<Object> internalError(Exception failure, HttpServletResponse response) throws Exception {
        if (isAbortedBySender(failure)) {
            return null;
        }
        LOG.error("An HTTP request failed", failure);
        if (response.isCommitted()) {
            throw failure;
        }
        return ProblemResponses.of(problem(
                HttpStatus.INTERNAL_SERVER_ERROR, "An internal error occurred. The client's log has the cause."));
    }

    /**
     * Returns true if the request's own connection is closed. Spring's DisconnectedClientHelper also means a closed connection to the
     * database or to the server, and the response would be an empty 200 although nothing is stored.
     */
    private static boolean isAbortedBySender(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause ->
                        cause instanceof ClientAbortException || cause instanceof AsyncRequestNotUsableException);
    }

    private static ResponseEntity<Object> invalid(List<ValidationError> errors) {
        var sentences = errors.stream().allMatch(error -> error.pointer().isEmpty());
        var texts = errors.stream().map(ValidationError::toString).collect(Collectors.joining(sentences ? " " : "; "));
        return ProblemResponses.of(
                HttpStatus.BAD_REQUEST,
                texts.startsWith("/") ? "The request is invalid: " + texts + "." : texts,
                errors);
    }

    private static ProblemDetail problem(HttpStatus status, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperties(Map.of("errors", List.of(new ValidationError("", detail))));
        return problem;
    }
}

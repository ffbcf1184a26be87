package org.coincide.engine.web.connector;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.tomcat.util.buf.ByteChunk;
import org.coincide.engine.web.connector.BodyReader.Outcome;
import org.springframework.http.HttpStatus;

/**
 * Reads each request body, up to the limit, before the request is processed. A body that is too large, malformed or not complete in
 * time is refused, and its connection is closed. A request with a text that cannot be stored is refused, too.
 */
final class RequestBodyValve extends ValveBase {

    /** The import of evidence, whose body can be much larger. Only an operator's is read, after the login, by the request itself. */
    private static final String EVIDENCE = "/api/operations/restore-from-receipts";

    private final long limit;
    private final long evidence;
    private final long discarded;
    private final BodyReader reader;

    /**
     * Creates the valve.
     *
     * @param limit maximum number of bytes of a body
     * @param evidence maximum number of bytes of evidence
     * @param discarded maximum number of bytes of a refused body that are read and discarded, so that the refusal can be received
     */
    RequestBodyValve(long limit, long evidence, long discarded, BodyReader reader) {
        super(true);
        this.limit = limit;
        this.evidence = evidence;
        this.discarded = discarded;
        this.reader = reader;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        boolean malformed = response.getStatus() >= HttpStatus.BAD_REQUEST.value();
        if (malformed) {
            getNext().invoke(request, response);
            return;
        }
        if (!ContentTypes.isUsable(request.getContentType())) {
            Problems.write(
                    response,
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "The Content-Type is malformed, or names no single media type or an unknown charset. Send"
                            + " application/json.");
            if (reader.discard(request.getCoyoteRequest(), request.getRemoteAddr(), discarded) != Outcome.COMPLETE) {
                close(request);
            }
            return;
        }
        if (isLargeEvidence(request)) {
            getNext().invoke(request, response);
            return;
        }
        ByteChunk body = new ByteChunk();
        if (!hasBody(request)) {
            process(request, response, body);
            return;
        }
        Outcome outcome = request.getContentLengthLong() > limit ? Outcome.TOO_LARGE : read(request, response, body);
        switch (outcome) {
            case COMPLETE -> {
                request.getCoyoteRequest().action(ActionCode.REQ_SET_BODY_REPLAY, body);
                process(request, response, body);
            }
            case TOO_LARGE -> {
                Problems.write(response, HttpStatus.PAYLOAD_TOO_LARGE, tooLarge(request));
                if (reader.discard(request.getCoyoteRequest(), request.getRemoteAddr(), discarded)
                        != Outcome.COMPLETE) {
                    close(request);
                }
            }
            case UNFINISHED -> {
                Problems.write(
                        response,
                        HttpStatus.REQUEST_TIMEOUT,
                        "The request body did not arrive in time. Send it without interruption.");
                close(request);
            }
            case MALFORMED -> {
                Problems.write(
                        response, HttpStatus.BAD_REQUEST, "The request body has malformed chunks. Correct them.");
                close(request);
            }
        }
    }

    private String tooLarge(Request request) {
        if (!isEvidence(request)) {
            return "The request body is larger than %d bytes. Send a smaller body.".formatted(limit);
        }
        return request.getContentLengthLong() < 0
                ? "The request body is larger than %d bytes and has no Content-Length. Send it with one."
                        .formatted(limit)
                : "The request body is larger than %d bytes. Send a smaller body.".formatted(Math.max(limit, evidence));
    }

    private void process(Request request, Response response, ByteChunk body) throws IOException, ServletException {
        Optional<String> invalid = RequestTexts.invalidPart(request, body);
        if (invalid.isEmpty()) {
            getNext().invoke(request, response);
        } else {
            Problems.write(
                    response,
                    HttpStatus.BAD_REQUEST,
                    ("The %s has a character that cannot be stored: NUL, half of a surrogate pair, or bytes that are not of"
                                    + " its encoding. Remove the character.")
                            .formatted(invalid.get()));
        }
    }

    private Outcome read(Request request, Response response, ByteChunk body) throws IOException {
        response.sendAcknowledgement(ContinueResponseTiming.ALWAYS);
        request.getCoyoteRequest().setExpectation(false);
        return reader.read(request.getCoyoteRequest(), request.getRemoteAddr(), body, limit);
    }

    private boolean isLargeEvidence(Request request) {
        long length = request.getContentLengthLong();
        return isEvidence(request) && length > limit && length <= evidence;
    }

    private static boolean isEvidence(Request request) {
        return EVIDENCE.equals(request.getDecodedRequestURI());
    }

    private static boolean hasBody(Request request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    /** Closes the connection after the response. Otherwise the connector would wait for the rest of the body. */
    private static void close(Request request) {
        request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }
}

package org.coincide.client.web.connector;

import java.io.IOException;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Reports errors that no part of the program has answered as problems, such as a malformed request line. Tomcat would write HTML.
 */
public final class ProblemReportValve extends ErrorReportValve {

    private final String retryAfter;

    /**
     * Creates a valve.
     *
     * @param retryAfter time after which a request can be sent again that Tomcat refuses during a stop
     */
    public ProblemReportValve(Duration retryAfter) {
        this.retryAfter = Long.toString(retryAfter.toSeconds());
    }

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        HttpStatus status = HttpStatus.resolve(response.getStatus());
        if (status == null || !status.isError() || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        if (RetryAfterFilter.isNeeded(status.value()) && !response.containsHeader(HttpHeaders.RETRY_AFTER)) {
            response.setHeader(HttpHeaders.RETRY_AFTER, retryAfter);
        }
        try {
            Problems.write(
                    response,
                    status,
                    status.is4xxClientError()
                            ? "The request is malformed or not permitted. Correct its request line, path and headers."
                            : "An internal error occurred. The operator finds the cause in the program's log.");
        } catch (IOException | IllegalStateException closed) {
            container.getLogger().debug("The connection was closed before the report of an error", closed);
        }
    }
}

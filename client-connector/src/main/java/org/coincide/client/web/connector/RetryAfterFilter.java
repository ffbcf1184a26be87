package org.coincide.client.web.connector;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Adds Retry-After (RFC 9110) to each response with status 429 or 503. A value of the code that answers takes its place, whether it is
 * set before the status or after it. Outside of all filters that refuse requests.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RetryAfterFilter extends OncePerRequestFilter {

    /** Its 503 reports a state, and asks for no request to be sent again. */
    private static final String HEALTH = "/actuator/health";

    private final HttpProperties properties;

    RetryAfterFilter(HttpProperties properties) {
        this.properties = properties;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals(HEALTH) || path.startsWith(HEALTH + "/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(
                request,
                new RetryAfterResponse(
                        response, Long.toString(properties.retryAfter().toSeconds())));
    }

    /** Returns true if a response with the status says when to send the request again. */
    static boolean isNeeded(int status) {
        return status == HttpStatus.TOO_MANY_REQUESTS.value() || status == HttpStatus.SERVICE_UNAVAILABLE.value();
    }

    /** A response with the default, until the code that answers sets its own value. */
    private static final class RetryAfterResponse extends HttpServletResponseWrapper {

        private final String seconds;
        private boolean hasDefault;

        RetryAfterResponse(HttpServletResponse response, String seconds) {
            super(response);
            this.seconds = seconds;
        }

        @Override
        public void setStatus(int status) {
            complete(status);
            super.setStatus(status);
        }

        @Override
        public void sendError(int status) throws IOException {
            complete(status);
            super.sendError(status);
        }

        @Override
        public void sendError(int status, String message) throws IOException {
            complete(status);
            super.sendError(status, message);
        }

        /** Spring and Jersey add the headers of a response after its status. */
        @Override
        public void addHeader(String name, String value) {
            if (replacesDefault(name)) {
                super.setHeader(name, value);
            } else {
                super.addHeader(name, value);
            }
        }

        @Override
        public void addIntHeader(String name, int value) {
            if (replacesDefault(name)) {
                super.setIntHeader(name, value);
            } else {
                super.addIntHeader(name, value);
            }
        }

        private void complete(int status) {
            if (isNeeded(status) && !containsHeader(HttpHeaders.RETRY_AFTER)) {
                super.setHeader(HttpHeaders.RETRY_AFTER, seconds);
                hasDefault = true;
            }
        }

        private boolean replacesDefault(String name) {
            boolean replaces = hasDefault && HttpHeaders.RETRY_AFTER.equalsIgnoreCase(name);
            hasDefault &= !replaces;
            return replaces;
        }
    }
}

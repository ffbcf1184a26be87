package org.coincide.engine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a body over the limit before anything reads it. One that does not say how long it is (chunked) is read up to
 * the limit first: then the answer can still be a clean one.
 */
@Component
@Order(BodyLimitFilter.AFTER_LOGIN)
class BodyLimitFilter extends OncePerRequestFilter {

    /** Spring Security's filters are at -100. */
    static final int AFTER_LOGIN = -50;

    private final int limit;
    private final SecurityProblemHandler problems;

    BodyLimitFilter(InputProperties properties, SecurityProblemHandler problems) {
        this.limit = Math.toIntExact(properties.bodyLimit().toBytes());
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > limit) {
            refuse(response);
        } else if (request.getHeader("Transfer-Encoding") == null) {
            chain.doFilter(request, response);
        } else {
            byte[] body = request.getInputStream().readNBytes(limit + 1);
            if (body.length > limit) {
                refuse(response);
            } else {
                chain.doFilter(new BufferedBodyRequest(request, body), response);
            }
        }
    }

    private void refuse(HttpServletResponse response) throws IOException {
        problems.write(response, HttpStatus.PAYLOAD_TOO_LARGE, "A body may have %d bytes.".formatted(limit));
    }
}

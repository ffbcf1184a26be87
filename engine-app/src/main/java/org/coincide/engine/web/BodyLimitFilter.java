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
 * Refuses request bodies over the limit. A chunked body, whose length is unknown, is buffered up to the limit, so that the refusal
 * can be sent before a controller reads the body.
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
        problems.write(
                response,
                HttpStatus.PAYLOAD_TOO_LARGE,
                "The request body is larger than %d bytes. Send a smaller body.".formatted(limit));
    }
}

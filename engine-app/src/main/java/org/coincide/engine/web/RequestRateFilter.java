package org.coincide.engine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a client ask so often in a second and no more, so that none can keep the server from the others. Behind the login:
 * there are no more names here than there are clients.
 */
final class RequestRateFilter extends OncePerRequestFilter {

    private static final int MILLISECONDS = 1_000;

    private final Map<String, Second> seconds = new ConcurrentHashMap<>();
    private final int limit;
    private final Clock clock;
    private final SecurityProblemHandler problems;

    RequestRateFilter(int limit, Clock clock, SecurityProblemHandler problems) {
        this.limit = limit;
        this.clock = clock;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long now = clock.millis() / MILLISECONDS;
        Second second = seconds.compute(
                request.getUserPrincipal().getName(),
                (client, last) ->
                        last == null || last.at != now ? new Second(now, 1) : new Second(now, last.asked + 1));
        if (second.asked > limit) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
            problems.write(
                    response, HttpStatus.TOO_MANY_REQUESTS, "More than %d requests in a second.".formatted(limit));
        } else {
            chain.doFilter(request, response);
        }
    }

    private record Second(long at, int asked) {}
}

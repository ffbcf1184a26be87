package org.coincide.engine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits the requests per second of each client, so that no client can block the others. Runs after authentication, so that the
 * number of counters is limited by the number of clients.
 */
final class RequestRateFilter extends OncePerRequestFilter {

    private static final int MILLISECONDS = 1_000;

    private final Map<String, Second> seconds = new ConcurrentHashMap<>();
    private final Function<HttpServletRequest, String> subject;
    private final int limit;
    private final Clock clock;
    private final SecurityProblemHandler problems;

    RequestRateFilter(
            Function<HttpServletRequest, String> subject, int limit, Clock clock, SecurityProblemHandler problems) {
        this.subject = subject;
        this.limit = limit;
        this.clock = clock;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long now = clock.millis() / MILLISECONDS;
        Second second = seconds.compute(
                subject.apply(request),
                (client, last) ->
                        last == null || last.at != now ? new Second(now, 1) : new Second(now, last.count + 1));
        if (second.count > limit) {
            problems.tooManyRequests(
                    response,
                    "The client has sent more than %d requests in one second. Retry after one second."
                            .formatted(limit));
        } else {
            chain.doFilter(request, response);
        }
    }

    private record Second(long at, int count) {}
}

package org.coincide.engine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits the requests that are processed at once. One subject has at most half of the limit, and never more than are free: however many
 * subjects do not read their responses, each of which is written by the thread of its request, the next subject is served.
 */
final class ConcurrentRequestFilter extends OncePerRequestFilter {

    private final Function<HttpServletRequest, String> subject;
    private final int limit;
    private final SecurityProblemHandler problems;
    private final Map<String, Integer> inProgress = new ConcurrentHashMap<>();
    private final AtomicInteger together = new AtomicInteger();

    ConcurrentRequestFilter(Function<HttpServletRequest, String> subject, int limit, SecurityProblemHandler problems) {
        this.subject = subject;
        this.limit = limit;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String of = subject.apply(request);
        try {
            int own = inProgress.merge(of, 1, Integer::sum);
            if (own > 1 + limit - together.incrementAndGet()) {
                response.setHeader(
                        HttpHeaders.CONNECTION, "close"); // so that no further request of the connection is pipelined
                problems.tooManyRequests(
                        response, "Too many requests are in progress. Read the responses, and retry after one second.");
            } else {
                chain.doFilter(request, response);
            }
        } finally {
            together.decrementAndGet();
            inProgress.computeIfPresent(of, (key, count) -> count > 1 ? count - 1 : null);
        }
    }
}

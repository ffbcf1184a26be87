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
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits the requests that are processed at once, of each subject and together. A response is written by the thread of its request,
 * so senders who do not read their responses would otherwise occupy all threads.
 */
final class ConcurrentRequestFilter extends OncePerRequestFilter {

    private final Function<HttpServletRequest, String> subject;
    private final int limitOfSubject;
    private final int limit;
    private final SecurityProblemHandler problems;
    private final Map<String, Integer> inProgress = new ConcurrentHashMap<>();
    private final AtomicInteger together = new AtomicInteger();

    ConcurrentRequestFilter(
            Function<HttpServletRequest, String> subject,
            int limitOfSubject,
            int limit,
            SecurityProblemHandler problems) {
        this.subject = subject;
        this.limitOfSubject = limitOfSubject;
        this.limit = limit;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String of = subject.apply(request);
        try {
            int own = inProgress.merge(of, 1, Integer::sum);
            if (together.incrementAndGet() > limit || own > limitOfSubject) {
                response.setHeader(HttpHeaders.RETRY_AFTER, "1");
                problems.write(
                        response,
                        HttpStatus.TOO_MANY_REQUESTS,
                        "Too many requests are in progress. Read the responses, and retry after one second.");
            } else {
                chain.doFilter(request, response);
            }
        } finally {
            together.decrementAndGet();
            inProgress.computeIfPresent(of, (key, count) -> count > 1 ? count - 1 : null);
        }
    }
}

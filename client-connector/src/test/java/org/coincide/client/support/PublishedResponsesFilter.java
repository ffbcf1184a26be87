package org.coincide.client.support;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Compares each response of the connector's API in tests with its OpenAPI file. Checks each response of any path for the time of the
 * next attempt.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PublishedResponsesFilter extends OncePerRequestFilter {

    /** A response that the file does not describe, by the port of its connector. */
    record Violation(int port, String text) {}

    /** The violations of all connectors of this JVM. */
    static final Queue<Violation> VIOLATIONS = new ConcurrentLinkedQueue<>();

    private static final int LONGEST = 300;
    private static final PublishedResponses PUBLISHED = new PublishedResponses();

    /** Streams, which a filter must not hold back. */
    private static final List<String> STREAMS = List.of("/api/changes", "/api/export", "/api/evidence");

    /** Statuses that need Retry-After. */
    private static final Set<Integer> LATER = Set.of(429, 503);

    private static final Pattern SECONDS = Pattern.compile("[0-9]+");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isCompared(request.getRequestURI())) {
            chain.doFilter(request, response);
            checkRetryAfter(request, response);
            return;
        }
        var cached = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, cached);
        checkRetryAfter(request, cached);
        compare(request, cached);
        cached.copyBodyToResponse();
    }

    private static boolean isCompared(String path) {
        return path.startsWith("/api/") && STREAMS.stream().noneMatch(path::startsWith);
    }

    private static void checkRetryAfter(HttpServletRequest request, HttpServletResponse response) {
        var values = List.copyOf(response.getHeaders(HttpHeaders.RETRY_AFTER));
        if (LATER.contains(response.getStatus())
                && (values.size() != 1 || !SECONDS.matcher(values.get(0)).matches())) {
            VIOLATIONS.add(new Violation(
                    request.getLocalPort(),
                    request.getMethod() + " " + request.getRequestURI() + " " + response.getStatus()
                            + ": Retry-After is " + values + " instead of whole seconds"));
        }
    }

    private static void compare(HttpServletRequest request, ContentCachingResponseWrapper response) {
        var body = response.getContentAsByteArray();
        PUBLISHED
                .violation(
                        request.getMethod(),
                        request.getRequestURI(),
                        response.getStatus(),
                        response.getContentType(),
                        body)
                .ifPresent(violation -> VIOLATIONS.add(new Violation(
                        request.getLocalPort(),
                        request.getMethod() + " " + request.getRequestURI() + " " + response.getStatus() + ": "
                                + violation + " " + new String(body, 0, Math.min(body.length, LONGEST)))));
    }
}

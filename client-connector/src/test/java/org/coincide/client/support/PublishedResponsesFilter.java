package org.coincide.client.support;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Compares each response of the connector's API in tests with its OpenAPI file. */
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

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return !path.startsWith("/api/") || STREAMS.stream().anyMatch(path::startsWith);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var cached = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, cached);
        compare(request, cached);
        cached.copyBodyToResponse();
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

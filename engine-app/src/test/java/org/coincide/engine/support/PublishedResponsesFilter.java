package org.coincide.engine.support;

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
import org.springframework.web.util.WebUtils;

/** Compares each response of the server's API in integration tests with the OpenAPI files. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PublishedResponsesFilter extends OncePerRequestFilter {

    private static final int LONGEST = 300;

    /** The beginnings of all paths that the OpenAPI files describe. */
    private static final List<String> DESCRIBED = List.of("/api/", "/hooks/", "/.well-known/jwks.json");

    /** A part of the paths that only a server in a test has. */
    private static final String PROBE = "/probe";

    /** The violations of all servers of this JVM. */
    static final Queue<Violation> VIOLATIONS = new ConcurrentLinkedQueue<>();

    /** A response that no OpenAPI file describes, by the port of its server. */
    record Violation(int port, String text) {}

    private static final PublishedResponses PUBLISHED = new PublishedResponses();

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return DESCRIBED.stream().noneMatch(path::startsWith) || path.contains(PROBE);
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // After a wait, the response is the one of the first dispatch, which other filters have wrapped.
        ContentCachingResponseWrapper known = WebUtils.getNativeResponse(response, ContentCachingResponseWrapper.class);
        ContentCachingResponseWrapper cached = known == null ? new ContentCachingResponseWrapper(response) : known;
        chain.doFilter(request, known == null ? cached : response);
        if (!isAsyncStarted(request)) {
            compare(request, cached);
            cached.copyBodyToResponse();
        }
    }

    private static void compare(HttpServletRequest request, ContentCachingResponseWrapper response) {
        byte[] body = response.getContentAsByteArray();
        PUBLISHED
                .violation(
                        request.getMethod(),
                        request.getRequestURI(),
                        response.getStatus(),
                        response.getContentType(),
                        body)
                .ifPresent(violation -> VIOLATIONS.add(new Violation(
                        request.getLocalPort(),
                        request.getMethod() + " " + request.getRequestURI() + " "
                                + response.getStatus() + ": " + violation + " "
                                + new String(body, 0, Math.min(body.length, LONGEST)))));
    }
}

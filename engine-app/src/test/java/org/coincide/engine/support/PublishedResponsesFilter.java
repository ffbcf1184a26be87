package org.coincide.engine.support;

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
import org.springframework.web.util.WebUtils;

/**
 * Compares each response of the server's API in integration tests with the OpenAPI files. Checks each response of any path for the time
 * of the next attempt.
 */
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

    /** Statuses that need Retry-After. */
    private static final Set<Integer> LATER = Set.of(429, 503);

    private static final Pattern SECONDS = Pattern.compile("[0-9]+");

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isDescribed(request.getRequestURI())) {
            chain.doFilter(request, response);
            if (!isAsyncStarted(request)) {
                checkRetryAfter(request, response);
            }
            return;
        }
        // After a wait, the response is the one of the first dispatch, which other filters have wrapped.
        ContentCachingResponseWrapper known = WebUtils.getNativeResponse(response, ContentCachingResponseWrapper.class);
        ContentCachingResponseWrapper cached = known == null ? new ContentCachingResponseWrapper(response) : known;
        chain.doFilter(request, known == null ? cached : response);
        if (!isAsyncStarted(request)) {
            checkRetryAfter(request, cached);
            compare(request, cached);
            cached.copyBodyToResponse();
        }
    }

    private static boolean isDescribed(String path) {
        return DESCRIBED.stream().anyMatch(path::startsWith) && !path.contains(PROBE);
    }

    private static void checkRetryAfter(HttpServletRequest request, HttpServletResponse response) {
        List<String> values = List.copyOf(response.getHeaders(HttpHeaders.RETRY_AFTER));
        if (LATER.contains(response.getStatus())
                && (values.size() != 1 || !SECONDS.matcher(values.get(0)).matches())) {
            VIOLATIONS.add(new Violation(
                    request.getLocalPort(),
                    request.getMethod() + " " + request.getRequestURI() + " " + response.getStatus()
                            + ": Retry-After is " + values + " instead of whole seconds"));
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

package org.coincide.client.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * First of all filters. Another site's page cannot use this machine's browser to get here: neither by a name that it points
 * at this address, nor by a request from its own origin. What a page of ours may load is this client's and nothing else.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestSecurityFilter extends OncePerRequestFilter {

    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final WebProperties properties;
    private final ApiExceptionHandler problems;

    RequestSecurityFilter(WebProperties properties, ApiExceptionHandler problems) {
        this.properties = properties;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        harden(response);
        var refusal = refusal(request);
        if (refusal.isPresent()) {
            problems.write(response, HttpStatus.FORBIDDEN, refusal.get());
        } else if (request.getContentLengthLong() > properties.bodyLimit().toBytes()) {
            problems.write(response, HttpStatus.PAYLOAD_TOO_LARGE, problems.tooLarge());
        } else {
            chain.doFilter(new BoundedRequest(request, properties.bodyLimit().toBytes()), response);
        }
    }

    private Optional<String> refusal(HttpServletRequest request) {
        if (!isOurs(request.getServerName())) {
            return Optional.of(
                    "This client is not reached under the host name of this request. Use localhost, or add the"
                            + " name to coincide.web.hosts.");
        }
        var origin = request.getHeader("Origin");
        if (origin != null && !isOurs(host(origin))) {
            return Optional.of("Pages of other origins may not use this client.");
        }
        return Optional.empty();
    }

    private boolean isOurs(String host) {
        return host != null && properties.hosts().stream().anyMatch(host::equalsIgnoreCase);
    }

    private static String host(String origin) {
        try {
            return URI.create(origin).getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static void harden(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        response.setHeader("Cache-Control", "no-store");
    }
}

package org.coincide.client.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Checks host and origin of each request and adds security headers. Refuses unknown hosts (DNS rebinding) and requests
 * from pages of other origins. The content security policy allows content from this client only. First of all filters.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestSecurityFilter extends OncePerRequestFilter {

    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** The form of the login page. Browsers would send it without its origin under the referrer policy of the other pages. */
    private static final Set<String> LOGIN_PAGE = Set.of("/login", "/login.html");

    /** The style sheet of Swagger UI contains its icons. */
    private static final String IMAGES_OF_DOCUMENTS = "img-src 'self' data:";

    private static final Set<String> OTHER_ORIGINS = Set.of("cross-site", "same-site");
    private static final Pattern PORT = Pattern.compile(":\\d+$");

    private final WebProperties properties;
    private final ApiExceptionHandler problems;

    RequestSecurityFilter(WebProperties properties, ApiExceptionHandler problems) {
        this.properties = properties;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        addSecurityHeaders(response);
        if (request.getRequestURI().startsWith("/docs/")) {
            response.setHeader(
                    "Content-Security-Policy", CONTENT_SECURITY_POLICY.replace("img-src 'self'", IMAGES_OF_DOCUMENTS));
        }
        if (LOGIN_PAGE.contains(request.getRequestURI())) {
            response.setHeader(
                    "Content-Security-Policy",
                    CONTENT_SECURITY_POLICY.replace("form-action 'none'", "form-action 'self'"));
            response.setHeader("Referrer-Policy", "same-origin");
        }
        var rejection = rejection(request);
        if (rejection.isPresent()) {
            problems.write(response, HttpStatus.FORBIDDEN, rejection.get());
        } else {
            chain.doFilter(request, response);
        }
    }

    private Optional<String> rejection(HttpServletRequest request) {
        if (!isAllowedHost(request.getServerName())) {
            return Optional.of(
                    "The request's host name is not in coincide.web.hosts. Use localhost, or add the host name"
                            + " to coincide.web.hosts.");
        }
        var origin = request.getHeader("Origin");
        if (origin != null && !isAllowedOrigin(origin, request.getHeader("Host"))) {
            return Optional.of(
                    "The request's Origin is not in coincide.web.hosts. Open this client's own page, or add the"
                            + " origin's host name to coincide.web.hosts.");
        }
        if (isFromAnotherOrigin(request) && !opensPage(request)) {
            return Optional.of("The request comes from a page of another origin. Open this client's own page.");
        }
        return Optional.empty();
    }

    /** Browsers send this header with requests that have no Origin header, too, such as those of images. */
    private static boolean isFromAnotherOrigin(HttpServletRequest request) {
        return OTHER_ORIGINS.contains(String.valueOf(request.getHeader("Sec-Fetch-Site")));
    }

    private static boolean opensPage(HttpServletRequest request) {
        return "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && request.getMethod().equals("GET")
                && !request.getRequestURI().startsWith("/api");
    }

    /** Allows this client's own origin, and that of a reverse proxy at the default port. */
    private boolean isAllowedOrigin(String origin, String host) {
        return origin.equalsIgnoreCase("http://" + host)
                || origin.equalsIgnoreCase("https://" + host)
                || !PORT.matcher(origin).find() && isAllowedHost(host(origin));
    }

    private boolean isAllowedHost(String host) {
        return host != null && properties.hosts().stream().anyMatch(host::equalsIgnoreCase);
    }

    private static String host(String origin) {
        try {
            return URI.create(origin).getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static void addSecurityHeaders(HttpServletResponse response) {
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

package org.coincide.client.web.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.coincide.client.web.ApiExceptionHandler;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Answers requests without a valid login: opens the login page for a person, and writes a problem for a program. Scripts of a page get no
 * challenge, since the browser would ask for a password by itself.
 */
final class LoginEntryPoint implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final String FETCH_MODE = "Sec-Fetch-Mode";
    private static final String NAVIGATE = "navigate";

    private final ApiExceptionHandler problems;

    LoginEntryPoint(ApiExceptionHandler problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof LoginThrottledException throttled) {
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(throttled.seconds()));
            problems.write(
                    response,
                    HttpStatus.TOO_MANY_REQUESTS,
                    "Too many wrong passwords came from this address. Retry in " + throttled.seconds() + " seconds.");
        } else if (opensPage(request)) {
            response.sendRedirect("/login?to=" + ReturnAddress.encoded(address(request)));
        } else {
            if (request.getHeader(FETCH_MODE) == null) {
                response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Coincide client\", charset=\"UTF-8\"");
            }
            problems.write(
                    response,
                    HttpStatus.UNAUTHORIZED,
                    request.getHeader(HttpHeaders.AUTHORIZATION) == null
                            ? "The request has no login. Send user and password of the file client-<id>/login.properties, in"
                                    + " the client's data directory, by HTTP Basic, or log in at /login."
                            : "User or password is wrong. The right ones are in the file client-<id>/login.properties, in"
                                    + " the client's data directory.");
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        problems.write(
                response,
                HttpStatus.FORBIDDEN,
                "The request lacks the token of its session. Send it in the header X-CSRF-TOKEN; GET /api/session has it.");
    }

    private static boolean opensPage(HttpServletRequest request) {
        if (!HttpMethod.GET.matches(request.getMethod())) {
            return false;
        }
        var mode = request.getHeader(FETCH_MODE);
        var accept = String.valueOf(request.getHeader(HttpHeaders.ACCEPT));
        return NAVIGATE.equals(mode)
                || mode == null
                        && accept.contains(MediaType.TEXT_HTML_VALUE)
                        && !request.getRequestURI().startsWith("/api");
    }

    private static String address(HttpServletRequest request) {
        return request.getQueryString() == null
                ? request.getRequestURI()
                : request.getRequestURI() + "?" + request.getQueryString();
    }
}

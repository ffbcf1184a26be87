package org.coincide.engine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.coincide.engine.web.login.LoginThrottle;
import org.coincide.engine.web.login.LoginThrottledException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers a login at Camunda's web applications with 429 while logins from its address are refused. */
final class CamundaLoginFilter extends OncePerRequestFilter {

    private static final Pattern LOGIN = Pattern.compile("/camunda/api/[^/]+/auth/user/.*");

    private final LoginThrottle throttle;
    private final SecurityProblemHandler problems;

    CamundaLoginFilter(LoginThrottle throttle, SecurityProblemHandler problems) {
        this.throttle = throttle;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Duration wait = request.getMethod().equals("POST")
                        && LOGIN.matcher(PathPrefixMatcher.pathOf(request)).matches()
                ? throttle.waitOfAddress(request.getRemoteAddr())
                : Duration.ZERO;
        if (wait.isZero()) {
            chain.doFilter(request, response);
        } else {
            problems.throttled(response, new LoginThrottledException(wait));
        }
    }
}

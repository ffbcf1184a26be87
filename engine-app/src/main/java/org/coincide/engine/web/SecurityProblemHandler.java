package org.coincide.engine.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.web.login.LoginThrottledException;
import org.coincide.engine.web.login.RefusalType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/** Writes security refusals as problems (RFC 9457), which do not disclose whether a resource exists. */
@Component
class SecurityProblemHandler implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final String FORBIDDEN =
            "The account has no permission for this request. Use another account or path.";

    /** The rate is counted anew in each second, and other requests end at any time. */
    private static final String ONE_SECOND = "1";

    private final ObjectMapper json;

    SecurityProblemHandler(ObjectMapper json) {
        this.json = json;
    }

    /**
     * Refuses an unauthenticated request and requests HTTP Basic credentials. The operators' pages have a login form; the request for
     * credentials would make the browser show its own.
     */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof LoginThrottledException throttled) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(throttled.seconds()));
            write(response, throttled.problem());
            return;
        }
        if (failure instanceof DisabledException) {
            write(response, HttpStatus.FORBIDDEN, ClientAccounts.DISABLED);
            return;
        }
        if (!"XMLHttpRequest".equals(request.getHeader("X-Requested-With"))) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"coincide\", charset=\"UTF-8\"");
        }
        write(
                response,
                HttpStatus.UNAUTHORIZED,
                "The request is not authenticated. Send user name and secret by HTTP Basic.");
    }

    /** Refuses a request for the number of other requests. */
    void tooManyRequests(HttpServletResponse response, String detail) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, ONE_SECOND);
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.TOO_MANY_REQUESTS, detail);
        problem.setType(RefusalType.TOO_MANY_REQUESTS.uri());
        write(response, problem);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refusal)
            throws IOException {
        write(response, HttpStatus.FORBIDDEN, FORBIDDEN);
    }

    /** The entry point of paths that are denied to everybody. */
    AuthenticationEntryPoint denied() {
        return (request, response, failure) -> write(response, HttpStatus.FORBIDDEN, FORBIDDEN);
    }

    void write(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
        write(response, ProblemDetail.forStatusAndDetail(status, detail));
    }

    /** Writes the detail as {@code message} as well, the field of Camunda's own errors that Camunda Modeler shows. */
    void writeForModeler(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("message", detail);
        write(response, problem);
    }

    private void write(HttpServletResponse response, ProblemDetail problem) throws IOException {
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), problem);
    }
}

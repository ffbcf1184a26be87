package org.coincide.engine.web.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import org.camunda.bpm.engine.ProcessEngine;
import org.coincide.engine.web.login.LoginThrottledException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/operations/session}: the login of the operators' pages, which is the login of Cockpit as well. */
@RestController
class OperatorSessionResource {

    /** User name and password of an operator. */
    record Login(
            @NotBlank @Size(max = 255) String name,
            @NotBlank @Size(max = 255) String password) {}

    /**
     * The operator who has logged in.
     *
     * @param token CSRF token of the session, to be sent as {@code X-CSRF-TOKEN}; null for a request with HTTP Basic credentials
     */
    record Session(String name, String token) {}

    private final ProcessEngine engine;

    OperatorSessionResource(ProcessEngine engine) {
        this.engine = engine;
    }

    @GetMapping(path = "/api/operations/session", produces = MediaType.APPLICATION_JSON_VALUE)
    Session session(Principal operator, CsrfToken token, HttpServletRequest request) {
        boolean bySession = request.getHeader(HttpHeaders.AUTHORIZATION) == null;
        return new Session(operator.getName(), bySession ? token.getToken() : null);
    }

    @PostMapping(path = "/api/operations/session", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> logIn(@Valid @RequestBody Login login, HttpServletRequest request) {
        if (!isRight(login)) {
            throw refused(HttpStatus.UNAUTHORIZED, "The user name or the password is wrong.");
        }
        if (!OperatorSessions.isOperator(login.name(), engine.getIdentityService())) {
            throw refused(
                    HttpStatus.FORBIDDEN,
                    "The account has no permission for the operators' pages. People find their tasks in Tasklist.");
        }
        OperatorSessions.logIn(request, login.name(), engine);
        return ResponseEntity.noContent().build();
    }

    @DeleteMapping("/api/operations/session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logOut(HttpServletRequest request) {
        OperatorSessions.logOut(request);
    }

    private boolean isRight(Login login) {
        try {
            return engine.getIdentityService().checkPassword(login.name(), login.password());
        } catch (LoginThrottledException throttled) {
            throw refused(throttled);
        }
    }

    private static ErrorResponseException refused(LoginThrottledException throttled) {
        ErrorResponseException problem =
                new ErrorResponseException(HttpStatus.TOO_MANY_REQUESTS, throttled.problem(), throttled);
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(throttled.seconds()));
        return problem;
    }

    private static ErrorResponseException refused(HttpStatus status, String detail) {
        ErrorResponseException problem = new ErrorResponseException(status);
        problem.setDetail(detail);
        return problem;
    }
}

package org.coincide.engine.web.login;

import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

/**
 * Answers a password that is not checked now with 429 in all of Camunda's APIs, such as the login of Cockpit and engine-rest's
 * {@code /identity/verify}. Each JAX-RS application loads the feature as a service; Camunda's own mapper would answer 500.
 */
public final class ThrottledLoginFeature implements Feature {

    @Override
    public boolean configure(FeatureContext application) {
        application.register(new Mapper());
        return true;
    }

    /** Writes the problem of a refusal, with its detail as {@code message} as well, the field that Camunda's pages show. */
    static final class Mapper implements ExceptionMapper<LoginThrottledException> {

        @Override
        public Response toResponse(LoginThrottledException refusal) {
            ProblemDetail problem = refusal.problem();
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("type", problem.getType().toString());
            body.put("title", problem.getTitle());
            body.put("status", problem.getStatus());
            body.put("detail", problem.getDetail());
            body.put("message", problem.getDetail());
            return Response.status(problem.getStatus())
                    .header(HttpHeaders.RETRY_AFTER, refusal.seconds())
                    .type(MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                    .entity(body)
                    .build();
        }
    }
}

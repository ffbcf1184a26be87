package org.coincide.client.web.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.coincide.client.web.ApiExceptionHandler;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;

/** Answers what the firewall of Spring Security rejects, such as an unknown method, with a problem. Its default has no body. */
@Component
class RejectedRequestHandler implements RequestRejectedHandler {

    private final ApiExceptionHandler problems;

    RejectedRequestHandler(ApiExceptionHandler problems) {
        this.problems = problems;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejection)
            throws IOException {
        problems.write(
                response,
                HttpStatus.BAD_REQUEST,
                "The method, the path or a header of the request is not permitted. Correct it; the file /openapi.yaml has all"
                        + " addresses of the API.");
    }
}

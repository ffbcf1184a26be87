package org.coincide.engine.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.coincide.engine.workers.WorkerDecision;
import org.coincide.engine.workers.WorkerRequests;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/** Passes to the engine's REST API what a worker may do there, and answers everything else itself. */
final class WorkerFilter extends OncePerRequestFilter {

    /** The path of the engine's external tasks. */
    static final String PATH = "/engine-rest/external-task";

    private final WorkerRequests workers;
    private final SecurityProblemHandler problems;
    private final ObjectMapper json;

    WorkerFilter(WorkerRequests workers, SecurityProblemHandler problems, ObjectMapper json) {
        this.workers = workers;
        this.problems = problems;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] body = request.getInputStream().readAllBytes();
        String path = PathPrefixMatcher.pathOf(request).substring(PATH.length());
        WorkerDecision decision = workers.decide(request.getUserPrincipal().getName(), request.getMethod(), path, body);
        if (decision instanceof WorkerDecision.Refused refused) {
            // Camunda's clients for workers show the field of Camunda's own errors.
            problems.writeForModeler(response, refused.status(), refused.detail());
        } else if (decision instanceof WorkerDecision.Answered answered) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            json.writeValue(response.getOutputStream(), answered.body());
        } else {
            chain.doFilter(new ReadRequest(request, body), response);
        }
    }

    /** A request whose body was read before. */
    private static final class ReadRequest extends HttpServletRequestWrapper {

        private final byte[] body;

        ReadRequest(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            ByteArrayInputStream bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("The body is read at once");
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}

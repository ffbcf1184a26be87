package org.coincide.engine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a model that is sent to Camunda's REST API, as Camunda Modeler's button "Deploy" does, and says where models go instead
 * (docs/adr/0037). Deployed there it would be checked by nobody, and stand alone: what it calls is looked for in its own deployment.
 */
final class DeploymentRefusalFilter extends OncePerRequestFilter {

    private static final Pattern DEPLOYS = Pattern.compile(".*/deployment/(create|[^/]+/redeploy)/*");
    private static final String WHAT_TO_DO =
            "A model is not deployed by this API, where nobody would check it and it would stand without those that it calls. "
                    + "Save it in the folder of coincide.processes.location: the server checks it there and deploys all of them together.";

    private final SecurityProblemHandler problems;

    DeploymentRefusalFilter(SecurityProblemHandler problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (DEPLOYS.matcher(PathPrefixMatcher.pathOf(request)).matches()) {
            problems.writeForModeler(response, HttpStatus.CONFLICT, WHAT_TO_DO);
        } else {
            chain.doFilter(request, response);
        }
    }
}

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
 * Refuses deployments by Camunda's REST API, which Camunda Modeler's button "Deploy" uses, and names the model folder instead
 * (docs/adr/0037). Such a deployment would bypass the check of models, and its call activities would not find the other models.
 */
final class DeploymentRefusalFilter extends OncePerRequestFilter {

    private static final Pattern DEPLOYS = Pattern.compile(".*/deployment/(create|[^/]+/redeploy)/*");
    private static final String DETAIL = "Models cannot be deployed by this API, because it would bypass their check. "
            + "Save the model in the folder of coincide.processes.location; the server checks and deploys all models of the folder together.";

    private final SecurityProblemHandler problems;

    DeploymentRefusalFilter(SecurityProblemHandler problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (DEPLOYS.matcher(PathPrefixMatcher.pathOf(request)).matches()) {
            problems.writeForModeler(response, HttpStatus.CONFLICT, DETAIL);
        } else {
            chain.doFilter(request, response);
        }
    }
}

package org.coincide.engine.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Matches requests at or below a path, by the decoded path that the servlet container uses for its mappings. Spring's own patterns
 * apply to Spring MVC only, and Camunda's web applications and REST API are separate servlets.
 */
record PathPrefixMatcher(String path) implements RequestMatcher {

    @Override
    public boolean matches(HttpServletRequest request) {
        String requested = pathOf(request);
        return requested.equals(path) || requested.startsWith(path + "/");
    }

    static String pathOf(HttpServletRequest request) {
        String beyondServlet = request.getPathInfo();
        return beyondServlet == null ? request.getServletPath() : request.getServletPath() + beyondServlet;
    }
}

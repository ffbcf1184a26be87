package org.coincide.engine.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * All requests at a path or below it, by the decoded path that the servlet container itself maps by: Spring's own
 * patterns are about Spring MVC, and Camunda's pages and REST API are servlets beside it.
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

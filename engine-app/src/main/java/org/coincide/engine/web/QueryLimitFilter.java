package org.coincide.engine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Asks Camunda's REST API for no more than the engine gives, where the request does not say how many it wants. The engine
 * refuses such a query, and some of Cockpit's own are of that kind.
 */
final class QueryLimitFilter extends OncePerRequestFilter {

    private static final String MAX_RESULTS = "maxResults=";

    private final int limit;

    QueryLimitFilter(int limit) {
        this.limit = limit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String asked = request.getQueryString();
        if (asked != null && asked.contains(MAX_RESULTS)) {
            chain.doFilter(request, response);
        } else {
            chain.doFilter(bounded(request, asked == null ? "" : asked + "&"), response);
        }
    }

    private HttpServletRequest bounded(HttpServletRequest request, String asked) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public String getQueryString() {
                return asked + MAX_RESULTS + limit;
            }
        };
    }
}

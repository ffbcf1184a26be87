package org.coincide.engine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Adds the engine's limit to queries of Camunda's REST API without {@code maxResults}. The engine refuses unlimited queries, and
 * Cockpit sends some.
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
        String query = request.getQueryString();
        if (query != null && query.contains(MAX_RESULTS)) {
            chain.doFilter(request, response);
        } else {
            chain.doFilter(limited(request, query == null ? "" : query + "&"), response);
        }
    }

    private HttpServletRequest limited(HttpServletRequest request, String query) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public String getQueryString() {
                return query + MAX_RESULTS + limit;
            }
        };
    }
}

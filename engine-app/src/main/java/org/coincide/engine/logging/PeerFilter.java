package org.coincide.engine.logging;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Puts the address of an HTTP request into the log's context, before the login is checked. */
@Component
@Order(PeerFilter.AFTER_FORWARDED_HEADERS)
class PeerFilter extends OncePerRequestFilter {

    /** Spring's filter for forwarded headers is the first one. */
    static final int AFTER_FORWARDED_HEADERS = Ordered.HIGHEST_PRECEDENCE + 1;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        MDC.put(LogContext.PEER, request.getRemoteAddr());
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(LogContext.PEER);
        }
    }
}

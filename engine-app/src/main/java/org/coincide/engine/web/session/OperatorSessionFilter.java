package org.coincide.engine.web.session;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Authenticates a request without HTTP Basic credentials by the session of Camunda's web applications, so that one login serves Cockpit
 * and the operators' pages. The user's groups are read at each request: a removed operator has no access any more.
 */
public final class OperatorSessionFilter extends OncePerRequestFilter {

    private final ProcessEngine engine;
    private final String role;

    /** @param role role of operators, without prefix; any other user of Camunda is authenticated without a role */
    public OperatorSessionFilter(ProcessEngine engine, String role) {
        this.engine = engine;
        this.role = role;
    }

    /** Returns whether a request is authenticated by its session, so that it must carry the session's CSRF token. */
    public boolean applies(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && OperatorSessions.userOf(request, engine).isPresent();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> user = request.getHeader(HttpHeaders.AUTHORIZATION) == null
                ? OperatorSessions.userOf(request, engine)
                : Optional.empty();
        user.ifPresent(this::authenticate);
        chain.doFilter(request, response);
    }

    private void authenticate(String user) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                user,
                null,
                OperatorSessions.isOperator(user, engine.getIdentityService())
                        ? AuthorityUtils.createAuthorityList("ROLE_" + role)
                        : AuthorityUtils.NO_AUTHORITIES));
        SecurityContextHolder.setContext(context);
    }
}

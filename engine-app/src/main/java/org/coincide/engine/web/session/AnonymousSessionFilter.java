package org.coincide.engine.web.session;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.webapp.impl.security.filter.util.CsrfConstants;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stores no session before the login. Camunda's filters would create one for each request without a cookie, so anybody could fill
 * the memory.
 */
@Component
@Order(AnonymousSessionFilter.AFTER_LOGIN)
class AnonymousSessionFilter extends OncePerRequestFilter {

    /** Spring Security's filters are at -100, Camunda's at 0. */
    static final int AFTER_LOGIN = -50;

    private static final Pattern TOKEN = Pattern.compile("[0-9A-F]{32}");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getServletPath().startsWith("/camunda/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new AnonymousRequest(request), response);
    }

    /** A request that stores a session for users only. */
    private static final class AnonymousRequest extends HttpServletRequestWrapper {

        private HttpSession anonymous;

        AnonymousRequest(HttpServletRequest request) {
            super(request);
        }

        @Override
        public HttpSession getSession() {
            return getSession(true);
        }

        @Override
        public HttpSession getSession(boolean create) {
            HttpSession stored = super.getSession(false);
            if (stored != null || !create) {
                return stored;
            }
            if (anonymous == null) {
                anonymous = new AnonymousSession(token(), getServletContext(), () -> super.getSession(true));
            }
            return anonymous;
        }

        private Map<String, Object> token() {
            return Stream.ofNullable(getCookies())
                    .flatMap(Stream::of)
                    .filter(cookie -> cookie.getName().equals(CsrfConstants.CSRF_TOKEN_DEFAULT_COOKIE_NAME))
                    .map(Cookie::getValue)
                    .filter(value -> TOKEN.matcher(value).matches())
                    .findFirst()
                    .<Map<String, Object>>map(value -> Map.of(CsrfConstants.CSRF_TOKEN_SESSION_ATTR_NAME, value))
                    .orElse(Map.of());
        }
    }
}

package org.coincide.engine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.camunda.bpm.webapp.impl.security.filter.headersec.provider.impl.ContentSecurityPolicyProvider;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps the nonce of each of Camunda's pages with the request for it. Camunda 7.24 keeps the newest in the servlet context, where
 * a concurrent request replaces it before the page is written: then header and page disagree, the browser runs none of the
 * page's scripts, and the page stays blank.
 *
 * <p>Camunda's policy and filters stay as they are. A policy without a nonce would allow every inline script, one nonce for the life
 * of the server would be known after one page, and serializing the requests would serialize everything below {@code /camunda}. If a
 * later Camunda keeps the nonce elsewhere, this filter has no effect.
 */
@Component
@Order(NonceFilter.AFTER_LOGIN)
class NonceFilter extends OncePerRequestFilter {

    /** Spring Security's filters are at -100. */
    static final int AFTER_LOGIN = -50;

    private static final RequestMatcher CAMUNDA = new PathPrefixMatcher("/camunda");
    private static final String NONCE = ContentSecurityPolicyProvider.ATTR_CSP_FILTER_NONCE;

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !CAMUNDA.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new NonceScopedRequest(request), response);
    }

    /** A request whose servlet context reads and writes the nonce as an attribute of the request. */
    private static final class NonceScopedRequest extends HttpServletRequestWrapper {

        NonceScopedRequest(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletContext getServletContext() {
            return (ServletContext) Proxy.newProxyInstance(
                    ServletContext.class.getClassLoader(), new Class<?>[] {ServletContext.class}, this::inContext);
        }

        private Object inContext(Object proxy, Method method, Object[] arguments) throws Throwable {
            boolean ofNonce = arguments != null && NONCE.equals(arguments[0]);
            if (ofNonce && method.getName().equals("setAttribute")) {
                setAttribute(NONCE, arguments[1]);
                return null;
            }
            if (ofNonce && method.getName().equals("getAttribute")) {
                return getAttribute(NONCE);
            }
            try {
                return method.invoke(super.getServletContext(), arguments);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        }
    }
}

package org.coincide.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.camunda.bpm.webapp.impl.security.filter.headersec.provider.impl.ContentSecurityPolicyProvider;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;

class NonceFilterTest {

    private static final String NONCE = ContentSecurityPolicyProvider.ATTR_CSP_FILTER_NONCE;

    private final NonceFilter filter = new NonceFilter();
    private final MockServletContext context = new MockServletContext();

    @Test
    void aPageKeepsTheNonceOfItsHeaderWhileAnotherIsAskedFor() throws Exception {
        AtomicReference<String> header = new AtomicReference<>();
        AtomicReference<Object> nonce = new AtomicReference<>();
        ask("/camunda/app/tasklist/default/", (request, response) -> {
            header.set(camundasHeader(request.getServletContext()));
            ask("/camunda/app/cockpit/default/", (another, itsResponse) -> camundasHeader(another.getServletContext()));
            nonce.set(request.getServletContext().getAttribute(NONCE));
        });
        assertThat(header.get()).contains("'nonce-" + nonce.get() + "'");
    }

    @Test
    void allElseInTheContextIsEverybodys() throws Exception {
        context.setAttribute("engine", "default");
        AtomicReference<Object> seen = new AtomicReference<>();
        ask("/camunda/app/tasklist/default/", (request, response) -> {
            seen.set(request.getServletContext().getAttribute("engine"));
            request.getServletContext().setAttribute("version", "7.24");
        });
        assertThat(seen).hasValue("default");
        assertThat(context.getAttribute("version")).isEqualTo("7.24");
    }

    private static String camundasHeader(ServletContext context) {
        ContentSecurityPolicyProvider camunda = new ContentSecurityPolicyProvider();
        camunda.parseParams();
        return camunda.getHeaderValue(context);
    }

    private void ask(String path, FilterChain page) throws IOException, ServletException {
        MockHttpServletRequest request = new MockHttpServletRequest(context, "GET", path);
        request.setServletPath(path);
        filter.doFilter(request, new MockHttpServletResponse(), page);
    }
}

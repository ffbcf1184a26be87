package org.coincide.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import org.coincide.engine.support.SettableClock;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RequestRateFilterTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T00:00:00Z"));
    private final RequestRateFilter rate = new RequestRateFilter(
            request -> request.getUserPrincipal().getName(), 3, clock, new SecurityProblemHandler(new ObjectMapper()));

    @Test
    void aThrottledSenderDoesNotThrottleOthers() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(ask("acme").getStatus()).isEqualTo(200);
        }
        MockHttpServletResponse refused = ask("acme");
        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("1");
        assertThat(refused.getContentType()).isEqualTo("application/problem+json");
        assertThat(ask("globex").getStatus()).isEqualTo(200);

        clock.advance(Duration.ofSeconds(1));
        assertThat(ask("acme").getStatus()).isEqualTo(200);
    }

    private MockHttpServletResponse ask(String client) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/trades");
        request.setUserPrincipal(() -> client);
        MockHttpServletResponse response = new MockHttpServletResponse();
        rate.doFilter(request, response, new MockFilterChain());
        return response;
    }
}

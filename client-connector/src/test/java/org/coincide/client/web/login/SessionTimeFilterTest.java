package org.coincide.client.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.coincide.client.support.SettableClock;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

class SessionTimeFilterTest {

    private final MockHttpSession session = new MockHttpSession();

    @Test
    void aSessionEndsALongTimeAfterItsLogin() throws Exception {
        var clock = new SettableClock(Instant.ofEpochMilli(session.getCreationTime()));
        clock.advance(Duration.ofHours(12));
        send(clock);
        assertThat(session.isInvalid()).isFalse();

        clock.advance(Duration.ofSeconds(1));
        send(clock);
        assertThat(session.isInvalid()).isTrue();
    }

    private void send(SettableClock clock) throws Exception {
        var request = new MockHttpServletRequest();
        request.setSession(session);
        new SessionTimeFilter(Duration.ofHours(12), clock)
                .doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
    }
}

package org.coincide.client.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.time.Instant;
import org.coincide.client.support.SettableClock;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.servlet.server.Session;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

class PendingLoginsTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-29T12:00:00Z"));
    private final PendingLogins logins = new PendingLogins(LoginThrottleTest.properties(), session(), clock);

    @Test
    void aLoginReturnsOnceAndToItsBrowserOnly() {
        var cookie = begin("state-1");

        assertThat(logins.removeAuthorizationRequest(returning("state-1"), new MockHttpServletResponse()))
                .isNull();
        assertThat(logins.removeAuthorizationRequest(returning("state-2", cookie), new MockHttpServletResponse()))
                .isNull();
        var request = returning("state-1", cookie);
        assertThat(logins.removeAuthorizationRequest(request, new MockHttpServletResponse()))
                .isNotNull();
        assertThat(ReturnAddress.of(request)).isEqualTo("/#/order");
        assertThat(logins.removeAuthorizationRequest(returning("state-1", cookie), new MockHttpServletResponse()))
                .isNull();
    }

    @Test
    void aLateReturnIsRefused() {
        var cookie = begin("state-1");
        clock.advance(Duration.ofMinutes(10));
        assertThat(logins.loadAuthorizationRequest(returning("state-1", cookie)))
                .isNull();
    }

    @Test
    void aFurtherLoginEndsTheOldest() {
        var first = begin("state-1");
        var second = begin("state-2");
        begin("state-3");
        assertThat(logins.loadAuthorizationRequest(returning("state-1", first))).isNull();
        assertThat(logins.loadAuthorizationRequest(returning("state-2", second)))
                .isNotNull();
    }

    private Cookie begin(String state) {
        var request = new MockHttpServletRequest();
        request.setParameter("to", "/#/order");
        var response = new MockHttpServletResponse();
        logins.saveAuthorizationRequest(
                OAuth2AuthorizationRequest.authorizationCode()
                        .authorizationUri("https://id.example/authorize")
                        .clientId("ledger")
                        .state(state)
                        .build(),
                request,
                response);
        assertThat(request.getSession(false)).isNull();
        assertThat(response.getHeader("Set-Cookie")).contains("HttpOnly", "SameSite=Lax");
        return response.getCookie("session-login");
    }

    private static MockHttpServletRequest returning(String state, Cookie... cookies) {
        var request = new MockHttpServletRequest();
        request.setParameter("state", state);
        request.setCookies(cookies);
        return request;
    }

    private static Session session() {
        var session = new Session();
        session.getCookie().setName("session");
        return session;
    }
}

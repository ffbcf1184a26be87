package org.coincide.engine.web.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/** The return of a login from the provider, with the cookie of the browser. */
class AuthorizationRequestCookieTest {

    private final AuthorizationRequestCookie cookies = new AuthorizationRequestCookie(Duration.ofMinutes(5));

    @Test
    void aLoginThatHasBegunIsContinued() {
        OAuth2AuthorizationRequest begun = OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri("https://provider.example/authorize")
                .clientId("coincide")
                .redirectUri("https://server.example/login/oauth2/code/x")
                .scope("openid")
                .state("s")
                .attributes(Map.of("registration_id", "x", "nonce", "n", "code_verifier", "v"))
                .build();
        MockHttpServletResponse response = new MockHttpServletResponse();
        cookies.saveAuthorizationRequest(begun, new MockHttpServletRequest(), response);

        OAuth2AuthorizationRequest continued = cookies.loadAuthorizationRequest(
                returning(response.getCookie(AuthorizationRequestCookie.NAME).getValue()));

        assertThat(continued).usingRecursiveComparison().isEqualTo(begun);
    }

    /** Anybody can write the cookie, so it must cause neither an internal error nor a stack trace. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"registration_id\":5}",
                "{\"registration_id\":[]}",
                "{\"registration_id\":null}",
                "{\"registration_id\":\"x\",\"nonce\":{}}",
                "{}"
            })
    void aLoginWithForgedAttributesIsRefused(String attributes) {
        assertRefused(forged("[\"openid\"]", attributes));
    }

    /** Without the scope, Spring would continue another kind of login, whose user has no claims. */
    @Test
    void aLoginWithoutTheScopeOpenidIsNotContinued() {
        assertThat(cookies.loadAuthorizationRequest(forged("[\"email\"]", "{\"registration_id\":\"x\"}")))
                .isNull();
    }

    private void assertRefused(MockHttpServletRequest request) {
        OAuth2LoginAuthenticationFilter filter =
                new OAuth2LoginAuthenticationFilter(registration -> null, mock(OAuth2AuthorizedClientService.class));
        filter.setAuthorizationRequestRepository(cookies);
        assertThatExceptionOfType(OAuth2AuthenticationException.class)
                .isThrownBy(() -> filter.attemptAuthentication(request, new MockHttpServletResponse()));
    }

    private static MockHttpServletRequest forged(String scopes, String attributes) {
        String json =
                """
                {"authorizationUri":"http://a","clientId":"a","scopes":%s,"state":"s","attributes":%s}"""
                        .formatted(scopes, attributes);
        return returning(Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static MockHttpServletRequest returning(String cookie) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/login/oauth2/code/x");
        request.setCookies(new Cookie(AuthorizationRequestCookie.NAME, cookie));
        request.setParameter("state", "s");
        request.setParameter("code", "c");
        return request;
    }
}

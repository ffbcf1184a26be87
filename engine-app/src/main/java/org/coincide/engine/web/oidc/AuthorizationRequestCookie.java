package org.coincide.engine.web.oidc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.util.Assert;
import org.springframework.web.util.WebUtils;

/**
 * Keeps the state of a login that has begun in a cookie of the browser. A session for each would let anybody fill the memory. The state
 * binds the login to this browser, and is no secret from its user.
 */
final class AuthorizationRequestCookie implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    static final String NAME = "coincide-login";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Duration age;

    AuthorizationRequestCookie(Duration age) {
        this.age = age;
    }

    /** The parts of a request that its return needs. Anybody can write a cookie, so all of them are texts. */
    private record Begun(
            String authorizationUri,
            String clientId,
            String redirectUri,
            Set<String> scopes,
            String state,
            Map<String, String> attributes) {

        static Begun of(OAuth2AuthorizationRequest request) {
            return new Begun(
                    request.getAuthorizationUri(),
                    request.getClientId(),
                    request.getRedirectUri(),
                    request.getScopes(),
                    request.getState(),
                    texts(request.getAttributes()));
        }

        private static Map<String, String> texts(Map<String, Object> attributes) {
            return attributes.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                    .toString()));
        }

        /**
         * Returns the request.
         *
         * @throws IllegalArgumentException if it lacks a part without which Spring cannot continue it
         */
        OAuth2AuthorizationRequest request() {
            Assert.hasText(attributes.get(OAuth2ParameterNames.REGISTRATION_ID), "There is no registration.");
            Assert.isTrue(scopes.contains(OidcScopes.OPENID), "The login is not one by OpenID Connect.");
            return OAuth2AuthorizationRequest.authorizationCode()
                    .authorizationUri(authorizationUri)
                    .clientId(clientId)
                    .redirectUri(redirectUri)
                    .scopes(scopes)
                    .state(state)
                    .attributes(all -> all.putAll(attributes))
                    .build();
        }
    }

    /** Returns null if there is no cookie, or the cookie belongs to another request. */
    @Override
    public OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, NAME);
        String state = request.getParameter(OAuth2ParameterNames.STATE);
        if (cookie == null || state == null) {
            return null;
        }
        try {
            Begun begun = JSON.readValue(Base64.getUrlDecoder().decode(cookie.getValue()), Begun.class);
            return state.equals(begun.state()) ? begun.request() : null;
        } catch (IOException | RuntimeException damaged) {
            return null;
        }
    }

    @Override
    public void saveAuthorizationRequest(
            OAuth2AuthorizationRequest begun, HttpServletRequest request, HttpServletResponse response) {
        if (begun == null) {
            set("", Duration.ZERO, request, response);
        } else {
            set(encoded(Begun.of(begun)), age, request, response);
        }
    }

    @Override
    public OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        OAuth2AuthorizationRequest begun = loadAuthorizationRequest(request);
        if (begun != null) {
            set("", Duration.ZERO, request, response);
        }
        return begun;
    }

    private static String encoded(Begun begun) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(begun));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The return comes from the provider's site, which a cookie with {@code SameSite=Strict} would not survive. */
    private static void set(String value, Duration maxAge, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(NAME, value)
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .path("/login/oauth2/code")
                        .maxAge(maxAge)
                        .build()
                        .toString());
    }
}

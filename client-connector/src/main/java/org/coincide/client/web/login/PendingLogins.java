package org.coincide.client.web.login;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.web.servlet.server.Session;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/**
 * The logins of people who are at the provider. A cookie binds each to its browser. Their number is limited, so that requests without a
 * login occupy no more memory than that, and create no session.
 */
final class PendingLogins implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    private static final int ID_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final String name;
    private final boolean secure;
    private final Duration time;
    private final Clock clock;
    private final Map<String, Pending> logins;

    /** @param session the settings of the session's cookie, which this cookie follows */
    PendingLogins(LoginProperties properties, Session session, Clock clock) {
        this.name = session.getCookie().getName() + "-login";
        this.secure = Boolean.TRUE.equals(session.getCookie().getSecure());
        this.time = properties.loginTime();
        this.clock = clock;
        this.logins = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Pending> eldest) {
                return size() > properties.pendingLogins();
            }
        };
    }

    /** @param to the address of this client to which the person returns */
    private record Pending(OAuth2AuthorizationRequest request, String to, Instant end) {}

    @Override
    public synchronized OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        return find(request).map(Pending::request).orElse(null);
    }

    @Override
    public synchronized void saveAuthorizationRequest(
            OAuth2AuthorizationRequest authorization, HttpServletRequest request, HttpServletResponse response) {
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        var id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        logins.put(
                id,
                new Pending(
                        authorization,
                        ReturnAddress.of(request),
                        clock.instant().plus(time)));
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, id, time));
    }

    @Override
    public synchronized OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        var pending = find(request);
        pending.ifPresent(login -> {
            logins.remove(id(request).orElseThrow());
            request.setAttribute(ReturnAddress.PARAMETER, login.to());
            response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, "", Duration.ZERO));
        });
        return pending.map(Pending::request).orElse(null);
    }

    private Optional<Pending> find(HttpServletRequest request) {
        return id(request)
                .map(logins::get)
                .filter(login -> clock.instant().isBefore(login.end()))
                .filter(login -> login.request().getState().equals(request.getParameter("state")));
    }

    private Optional<String> id(HttpServletRequest request) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Stream::of)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .findFirst();
    }

    /** Lax, since the provider's redirection comes from another site. */
    private String cookie(HttpServletRequest request, String value, Duration age) {
        return ResponseCookie.from(name, value)
                .httpOnly(true)
                .secure(secure || request.isSecure())
                .sameSite("Lax")
                .path("/login")
                .maxAge(age)
                .build()
                .toString();
    }
}

package org.coincide.client.web.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/** Continues after a login: at the address that the person wanted, or on the login page with the reason of the refusal. */
final class LoginResultHandler implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    private static final Logger LOG = LoggerFactory.getLogger("coincide.security");

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        response.sendRedirect(ReturnAddress.of(request));
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        response.sendRedirect(
                "/login?error=" + reason(failure) + "&to=" + ReturnAddress.encoded(ReturnAddress.of(request)));
    }

    private static String reason(AuthenticationException failure) {
        if (failure instanceof LoginThrottledException throttled) {
            return "wait&seconds=" + throttled.seconds();
        }
        if (failure instanceof BadCredentialsException) {
            return "wrong";
        }
        if (failure instanceof OAuth2AuthenticationException refused
                && GroupUserService.NO_MEMBER.equals(refused.getError().getErrorCode())) {
            return GroupUserService.NO_MEMBER;
        }
        LOG.warn("A login at the provider failed: {}", failure.toString(), failure.getCause());
        return "provider";
    }
}

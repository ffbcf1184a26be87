package org.coincide.engine.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.AuthenticationFailureDisabledEvent;
import org.springframework.stereotype.Component;

/** Logs failed logins to a separate logger, which an operator can route to an alarm. */
@Component
class SecurityEventLogger {

    static final String LOGGER = "coincide.security";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);
    private static final int MAX_NAME = 64;

    @EventListener
    void loginFailed(AbstractAuthenticationFailureEvent event) {
        if (event instanceof AuthenticationFailureDisabledEvent) {
            // The secret was right, and a disabled client may repeat its requests for days.
            return;
        }
        String name = event.getAuthentication().getName();
        LOG.warn(
                "Login failed: {} from {}: {}",
                name.substring(0, Math.min(name.length(), MAX_NAME)),
                event.getAuthentication().getDetails(),
                event.getException().getMessage());
    }
}

package org.coincide.engine.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.stereotype.Component;

/** Refused logins, on a logger of their own: an operator can send it elsewhere, or have it raise an alarm. */
@Component
class SecurityEventLogger {

    static final String LOGGER = "coincide.security";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);
    private static final int READABLE = 64;

    @EventListener
    void loginRefused(AbstractAuthenticationFailureEvent event) {
        String name = event.getAuthentication().getName();
        LOG.warn(
                "Login refused: {} from {}: {}",
                name.substring(0, Math.min(name.length(), READABLE)),
                event.getAuthentication().getDetails(),
                event.getException().getMessage());
    }
}

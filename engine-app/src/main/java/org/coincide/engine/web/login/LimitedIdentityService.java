package org.coincide.engine.web.login;

import org.camunda.bpm.engine.impl.IdentityServiceImpl;

/**
 * Camunda's users, whose passwords are checked in turn. Each login passes here, before its command takes a connection: those of the operators'
 * pages, of Cockpit, of HTTP Basic, and engine-rest's {@code /identity/verify}.
 */
class LimitedIdentityService extends IdentityServiceImpl {

    private final PasswordChecks checks;

    LimitedIdentityService(PasswordChecks checks) {
        this.checks = checks;
    }

    @Override
    public boolean checkPassword(String userId, String password) {
        return checks.inTurn(() -> super.checkPassword(userId, password));
    }
}

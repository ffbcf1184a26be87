package org.coincide.engine.web.login;

import org.camunda.bpm.engine.impl.identity.db.DbIdentityServiceProvider;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;

/** Camunda's users without Camunda's locks of accounts, which would let anybody lock the operator out. {@link LoginThrottle} replaces them. */
class LocklessIdentityProvider extends DbIdentityServiceProvider {

    @Override
    protected boolean isUserLocked(UserEntity user) {
        return false;
    }

    @Override
    protected void lockUser(UserEntity user) {
        // The address waits, the account does not.
    }
}

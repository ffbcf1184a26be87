package org.coincide.engine.web.login;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.springframework.stereotype.Component;

/** Makes the engine check passwords by {@link LimitedIdentityService} and {@link LocklessIdentityProvider}. */
@Component
class ThrottledIdentityPlugin extends AbstractProcessEnginePlugin {

    private final LoginThrottle throttle;
    private final PasswordChecks checks;

    ThrottledIdentityPlugin(LoginThrottle throttle, PasswordChecks checks) {
        this.throttle = throttle;
        this.checks = checks;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setIdentityService(new LimitedIdentityService(throttle, checks));
        engine.setIdentityProviderSessionFactory(new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return LocklessIdentityProvider.class;
            }

            @Override
            public Session openSession() {
                return new LocklessIdentityProvider();
            }
        });
    }
}

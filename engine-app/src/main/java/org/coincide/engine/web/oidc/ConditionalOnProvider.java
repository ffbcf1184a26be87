package org.coincide.engine.web.oidc;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Applies if the settings name an identity provider. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Conditional(ConditionalOnProvider.Registration.class)
public @interface ConditionalOnProvider {

    /** Looks for a registration among the settings. */
    final class Registration extends SpringBootCondition {

        private static final String SETTINGS = "spring.security.oauth2.client.registration";

        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata place) {
            boolean found = Binder.get(context.getEnvironment())
                    .bind(SETTINGS, Bindable.mapOf(String.class, OAuth2ClientProperties.Registration.class))
                    .isBound();
            return new ConditionOutcome(found, SETTINGS + (found ? " is set" : " is not set"));
        }
    }
}

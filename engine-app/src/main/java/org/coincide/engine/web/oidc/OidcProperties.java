package org.coincide.engine.web.oidc;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Login by OpenID Connect. The provider itself is set by Spring Boot's {@code spring.security.oauth2.client}.
 *
 * @param groupsClaim claim of the ID token or of the user information that lists the user's groups
 * @param operators value of that claim that makes a user an operator; other values are ids of groups, such as order-desk
 * @param timeout maximum time of a call to the provider
 * @param loginTime maximum time between the redirection to the provider and the return
 */
@Validated
@ConfigurationProperties("coincide.oidc")
public record OidcProperties(
        @DefaultValue("groups") @NotBlank String groupsClaim,

        @DefaultValue("camunda-admin") @NotBlank String operators,

        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration timeout,

        @DefaultValue("10m") @DurationMin(minutes = 1) @DurationMax(hours = 1)
        Duration loginTime) {}

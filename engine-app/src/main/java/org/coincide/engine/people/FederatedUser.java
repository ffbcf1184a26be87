package org.coincide.engine.people;

import java.util.Collection;
import java.util.List;

/**
 * A user who has logged in at an identity provider.
 *
 * @param issuer the provider's URL
 * @param subject the provider's id of the user, which never changes
 * @param name the user's id in Camunda
 * @param groups the groups that the provider names, which may be unknown here
 */
public record FederatedUser(
        String issuer,
        String subject,
        String name,
        String firstName,
        String lastName,
        String email,
        Collection<String> groups) {

    public FederatedUser {
        groups = List.copyOf(groups);
    }
}

package org.coincide.engine.people;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.coincide.engine.accounts.SecretGenerator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The Camunda users who log in at an identity provider. Each login updates their names and groups from the provider's claims. */
@Component
public class FederatedUsers {

    /** User info key with issuer and subject, which tells users of a provider from users of this server. */
    private static final String IDENTITY = "coincide.identity";

    private final IdentityService identities;
    private final Memberships memberships;

    FederatedUsers(IdentityService identities, Memberships memberships) {
        this.identities = identities;
        this.memberships = memberships;
    }

    /**
     * Creates or updates a user at login.
     *
     * @return the groups of the server to which the user belongs; empty if there are none, and then a new user is not created
     * @throws FederatedUserException if the name belongs to a user of this server, or to another user of the provider
     */
    @Transactional
    public Set<String> update(FederatedUser user) {
        User existing = identities.createUserQuery().userId(user.name()).singleResult();
        if (existing != null) {
            verifyOwner(user);
        }
        Set<String> groups = knownOf(user);
        if (existing == null && groups.isEmpty()) {
            return groups;
        }
        save(existing == null ? newUser(user.name()) : existing, user);
        memberships.set(user.name(), groups);
        return groups;
    }

    private void verifyOwner(FederatedUser user) {
        List<String> marks = identities.getUserInfoKeys(user.name());
        boolean isLocal = marks.contains(CamundaUsers.CONFIGURED) || !marks.contains(IDENTITY);
        if (isLocal || !identityOf(user).equals(identities.getUserInfo(user.name(), IDENTITY))) {
            throw new FederatedUserException(
                    "The name %s belongs to %s. Rename or delete that user, or let the provider send another name."
                            .formatted(
                                    user.name(), isLocal ? "a user of this server" : "another user of the provider"));
        }
    }

    private Set<String> knownOf(FederatedUser user) {
        Set<String> known = new TreeSet<>();
        if (!user.groups().isEmpty()) {
            identities
                    .createGroupQuery()
                    .groupIdIn(user.groups().toArray(String[]::new))
                    .unlimitedList()
                    .forEach(group -> known.add(group.getId()));
        }
        return known;
    }

    /** The password, which nobody knows, keeps the user out of the logins with a password. */
    private User newUser(String name) {
        User created;
        try {
            created = identities.newUser(name);
        } catch (BadUserRequestException invalid) {
            throw new FederatedUserException(
                    "The name %s contains characters that are not allowed. Set user-name-attribute to a claim of letters, digits, dots, hyphens and @."
                            .formatted(name));
        }
        created.setPassword(SecretGenerator.next());
        return created;
    }

    private void save(User saved, FederatedUser user) {
        saved.setFirstName(user.firstName());
        saved.setLastName(user.lastName());
        saved.setEmail(user.email());
        identities.saveUser(saved);
        identities.setUserInfo(user.name(), IDENTITY, identityOf(user));
    }

    private static String identityOf(FederatedUser user) {
        return user.issuer() + " " + user.subject();
    }
}

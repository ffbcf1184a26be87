package org.coincide.engine.people;

import java.util.Collection;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.stereotype.Component;

/** The memberships of users in groups. */
@Component
class Memberships {

    private final IdentityService identities;

    Memberships(IdentityService identities) {
        this.identities = identities;
    }

    /** Adds and removes memberships of a user, until they are the given ones. */
    void set(String user, Collection<String> groups) {
        List<String> present = identities.createGroupQuery().groupMember(user).list().stream()
                .map(Group::getId)
                .toList();
        present.stream()
                .filter(group -> !groups.contains(group))
                .forEach(group -> identities.deleteMembership(user, group));
        groups.stream()
                .filter(group -> !present.contains(group))
                .forEach(group -> identities.createMembership(user, group));
    }
}

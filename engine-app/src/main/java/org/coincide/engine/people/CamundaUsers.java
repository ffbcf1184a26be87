package org.coincide.engine.people;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;

/** The Camunda users of the configured people. Users that an operator adds in Admin are not changed. */
@Component
class CamundaUsers {

    /** User info key that marks configured users, so that users that are no longer configured can be deleted. */
    private static final String CONFIGURED = "coincide.people";

    private final IdentityService identities;

    CamundaUsers(IdentityService identities) {
        this.identities = identities;
    }

    /** Creates, updates and deletes users, so that names, passwords and groups match the settings after each start. */
    void provide(List<Person> people) {
        Set<String> names = people.stream().map(Person::name).collect(Collectors.toSet());
        identities.createUserQuery().list().stream()
                .map(User::getId)
                .filter(id ->
                        !names.contains(id) && identities.getUserInfoKeys(id).contains(CONFIGURED))
                .forEach(identities::deleteUser);
        people.forEach(this::provide);
    }

    private void provide(Person person) {
        User user = identities.createUserQuery().userId(person.name()).singleResult();
        if (user == null) {
            user = identities.newUser(person.name());
        }
        user.setFirstName(person.firstName());
        user.setLastName(person.lastName());
        user.setPassword(person.password());
        identities.saveUser(user);
        identities.setUserInfo(person.name(), CONFIGURED, "yes");
        updateMemberships(person);
    }

    private void updateMemberships(Person person) {
        List<String> present = identities.createGroupQuery().groupMember(person.name()).list().stream()
                .map(Group::getId)
                .toList();
        present.stream()
                .filter(group -> !person.groups().contains(group))
                .forEach(group -> identities.deleteMembership(person.name(), group));
        person.groups().stream()
                .filter(group -> !present.contains(group))
                .forEach(group -> identities.createMembership(person.name(), group));
    }
}

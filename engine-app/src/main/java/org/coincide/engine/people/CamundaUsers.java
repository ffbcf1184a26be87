package org.coincide.engine.people;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;

/** The users of Camunda that the settings name. Those that an operator adds in Admin are none of its business. */
@Component
class CamundaUsers {

    /** A note at a user of the settings: who is no longer in them is known by it. */
    private static final String FROM_THE_SETTINGS = "coincide.people";

    private final IdentityService identities;

    CamundaUsers(IdentityService identities) {
        this.identities = identities;
    }

    /** What the settings say of a person's groups and password holds again after each start. */
    void provide(List<Person> people) {
        Set<String> names = people.stream().map(Person::name).collect(Collectors.toSet());
        identities.createUserQuery().list().stream()
                .map(User::getId)
                .filter(id ->
                        !names.contains(id) && identities.getUserInfoKeys(id).contains(FROM_THE_SETTINGS))
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
        identities.unlockUser(person.name());
        identities.setUserInfo(person.name(), FROM_THE_SETTINGS, "yes");
        join(person);
    }

    private void join(Person person) {
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

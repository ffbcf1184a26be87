package org.coincide.engine.people;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;

/** The Camunda users of the configured people. Users that an operator adds in Admin are not changed. */
@Component
class CamundaUsers {

    /** User info key that marks configured users, so that users that are no longer configured can be deleted. */
    static final String CONFIGURED = "coincide.people";

    private final IdentityService identities;
    private final Memberships memberships;

    CamundaUsers(IdentityService identities, Memberships memberships) {
        this.identities = identities;
        this.memberships = memberships;
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
        memberships.set(person.name(), person.groups());
    }
}

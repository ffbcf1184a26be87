package org.coincide.engine.people;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The candidate groups of tasks. Creates missing groups with their authorizations and Tasklist filters. An authorization or
 * filter that an operator has deleted is created again at the next start; additions stay.
 */
@Component
public class WorkGroups {

    /** The group that gets tasks from the server itself, beside those of the models. */
    public static final String ACCOUNTING = "accounting";

    private static final Logger LOG = LoggerFactory.getLogger(WorkGroups.class);
    private static final String TYPE = "WORKFLOW";

    private final IdentityService identities;
    private final GroupAuthorizations rights;
    private final TasklistFilters filters;

    WorkGroups(IdentityService identities, GroupAuthorizations rights, TasklistFilters filters) {
        this.identities = identities;
        this.rights = rights;
        this.filters = filters;
    }

    /** Creates the groups that do not exist. Must not run concurrently. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void provide(Collection<String> ids) {
        filters.createForAll();
        Collection<String> all = new TreeSet<>(ids);
        all.add(ACCOUNTING);
        all.stream().map(WorkGroup::new).forEach(this::provide);
    }

    /** Returns the groups that have no members, so that only the operator sees their tasks. */
    public List<String> withoutMembers() {
        return identities.createGroupQuery().groupType(TYPE).unlimitedList().stream()
                .map(Group::getId)
                .filter(group ->
                        identities.createUserQuery().memberOfGroup(group).count() == 0)
                .sorted()
                .toList();
    }

    private void provide(WorkGroup group) {
        if (identities.createGroupQuery().groupId(group.id()).count() == 0) {
            Group created = identities.newGroup(group.id());
            created.setName(group.name());
            created.setType(TYPE);
            identities.saveGroup(created);
            LOG.info(
                    "Created the group {}. Only the operator sees its tasks until people are added to it.", group.id());
        }
        rights.grantTasklist(group);
        filters.createFor(group);
    }
}

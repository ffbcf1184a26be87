package org.coincide.engine.people;

import java.util.Collection;
import java.util.TreeSet;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The groups that tasks are given to. Each exists, may use Tasklist for its own tasks, and has a list of them there. A right
 * or a list that an operator has taken away is back after the next start; what he has added stays.
 */
@Component
public class WorkGroups {

    /** Gets tasks from the server itself, beside those of the models. */
    public static final String ACCOUNTING = "accounting";

    private static final Logger LOG = LoggerFactory.getLogger(WorkGroups.class);
    private static final String TYPE = "WORKFLOW";

    private final IdentityService identities;
    private final GroupAuthorizations rights;
    private final TasklistFilters lists;

    WorkGroups(IdentityService identities, GroupAuthorizations rights, TasklistFilters lists) {
        this.identities = identities;
        this.rights = rights;
        this.lists = lists;
    }

    /** Makes what is missing of the groups of these ids. Not to be done by two at once. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void provide(Collection<String> ids) {
        lists.makeForAll();
        Collection<String> all = new TreeSet<>(ids);
        all.add(ACCOUNTING);
        all.stream().map(WorkGroup::new).forEach(this::provide);
    }

    private void provide(WorkGroup group) {
        if (identities.createGroupQuery().groupId(group.id()).count() == 0) {
            Group made = identities.newGroup(group.id());
            made.setName(group.name());
            made.setType(TYPE);
            identities.saveGroup(made);
            LOG.info("The group {} is new. Until people belong to it, only the operator sees its tasks.", group.id());
        }
        rights.grantTasklist(group);
        lists.makeFor(group);
    }
}

package org.coincide.engine.people;

import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.springframework.stereotype.Component;

/**
 * What a group may do: log in to Tasklist, and see the models that its tasks belong to. That it reads and works on its own
 * tasks the engine sees to itself, task by task.
 */
@Component
class GroupAuthorizations {

    private static final String TASKLIST = "tasklist";

    private final AuthorizationService authorizations;

    GroupAuthorizations(AuthorizationService authorizations) {
        this.authorizations = authorizations;
    }

    void grantTasklist(WorkGroup group) {
        grant(group, Resources.APPLICATION, TASKLIST, Permissions.ACCESS);
        grant(group, Resources.PROCESS_DEFINITION, Authorization.ANY, Permissions.READ);
    }

    void grantList(WorkGroup group, String filterId) {
        grant(group, Resources.FILTER, filterId, Permissions.READ);
    }

    private void grant(WorkGroup group, Resource resource, String resourceId, Permission permission) {
        boolean granted = authorizations
                        .createAuthorizationQuery()
                        .groupIdIn(group.id())
                        .resourceType(resource)
                        .resourceId(resourceId)
                        .count()
                > 0;
        if (!granted) {
            Authorization right = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            right.setGroupId(group.id());
            right.setResource(resource);
            right.setResourceId(resourceId);
            right.addPermission(permission);
            authorizations.saveAuthorization(right);
        }
    }
}

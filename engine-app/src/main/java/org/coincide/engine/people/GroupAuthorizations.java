package org.coincide.engine.people;

import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.springframework.stereotype.Component;

/**
 * The authorizations of a group: use Tasklist and read process definitions. The engine itself authorizes a group for each of its
 * tasks.
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

    void grantFilter(WorkGroup group, String filterId) {
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
            Authorization authorization = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            authorization.setGroupId(group.id());
            authorization.setResource(resource);
            authorization.setResourceId(resourceId);
            authorization.addPermission(permission);
            authorizations.saveAuthorization(authorization);
        }
    }
}

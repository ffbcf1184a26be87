package org.coincide.engine.web;

import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.coincide.engine.accounts.AccountSecrets;
import org.coincide.engine.accounts.Credentials;
import org.springframework.stereotype.Component;

/**
 * Creates the operator as an administrator of Camunda before the web server starts, because Camunda lets the first visitor become
 * administrator while there is none. Each start resets the operator's password to that of the accounts.
 */
@Component
class OperatorAccountPlugin extends AbstractProcessEnginePlugin {

    private final AccountSecrets secrets;

    OperatorAccountPlugin(AccountSecrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        Credentials operator = secrets.operator();
        IdentityService identities = engine.getIdentityService();
        saveGroup(identities);
        grantEverything(engine.getAuthorizationService());
        saveUser(identities, operator);
        if (!OperatorAuthenticationProvider.groupsOf(identities, operator.name())
                .contains(Groups.CAMUNDA_ADMIN)) {
            identities.createMembership(operator.name(), Groups.CAMUNDA_ADMIN);
        }
    }

    private static void saveGroup(IdentityService identities) {
        if (identities.createGroupQuery().groupId(Groups.CAMUNDA_ADMIN).count() == 0) {
            Group administrators = identities.newGroup(Groups.CAMUNDA_ADMIN);
            administrators.setName("Administrators");
            administrators.setType(Groups.GROUP_TYPE_SYSTEM);
            identities.saveGroup(administrators);
        }
    }

    private static void saveUser(IdentityService identities, Credentials operator) {
        User user = identities.createUserQuery().userId(operator.name()).singleResult();
        if (user == null) {
            user = identities.newUser(operator.name());
            user.setFirstName("Coincide");
            user.setLastName("Operator");
        }
        user.setPassword(operator.password());
        identities.saveUser(user);
    }

    private static void grantEverything(AuthorizationService authorizations) {
        for (Resource resource : Resources.values()) {
            boolean granted = authorizations
                            .createAuthorizationQuery()
                            .groupIdIn(Groups.CAMUNDA_ADMIN)
                            .resourceType(resource)
                            .resourceId(Authorization.ANY)
                            .count()
                    > 0;
            if (!granted) {
                Authorization all = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
                all.setGroupId(Groups.CAMUNDA_ADMIN);
                all.setResource(resource);
                all.setResourceId(Authorization.ANY);
                all.addPermission(Permissions.ALL);
                authorizations.saveAuthorization(all);
            }
        }
    }
}

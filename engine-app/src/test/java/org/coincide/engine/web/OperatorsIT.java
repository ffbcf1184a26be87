package org.coincide.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.identity.User;
import org.coincide.engine.accounts.AccountSecrets;
import org.coincide.engine.sandbox.ProbeModel;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Permissions of operators and of other people. */
@WholeServer
class OperatorsIT {

    @Autowired
    ProcessEngine engine;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    IdentityService identities;

    @Autowired
    AccountSecrets secrets;

    @Autowired
    OperatorAccountPlugin operatorAccount;

    @Test
    void nonAdministratorsSeeAndDoNothing() {
        saveUser("visitor");
        ProbeModel.deploy(repository, "<bpmn:userTask id='s'/>");
        identities.setAuthentication("visitor", List.of());
        try {
            assertThat(repository.createProcessDefinitionQuery().count()).isZero();
            assertThatThrownBy(() -> ProbeModel.deploy(repository, "<bpmn:userTask id='s'/>"))
                    .hasMessageContaining("visitor");
            assertThatThrownBy(() -> runtime.startProcessInstanceByKey("probe")).hasMessageContaining("visitor");
        } finally {
            identities.clearAuthentication();
            identities.deleteUser("visitor");
        }
    }

    @Test
    void wrongPasswordsLockNoUser() {
        saveUser("forgetful");
        for (int attempt = 0; attempt < 20; attempt++) {
            assertThat(identities.checkPassword("forgetful", "guess")).isFalse();
        }
        assertThat(identities.checkPassword("forgetful", "Right-0123456789")).isTrue();
        identities.deleteUser("forgetful");
    }

    @Test
    void aWeakPasswordIsRefused() {
        User weak = identities.newUser("weak");
        weak.setPassword("1234");
        assertThatThrownBy(() -> identities.saveUser(weak)).isInstanceOf(ProcessEngineException.class);
    }

    @Test
    void theNextStartRestoresTheOperator() {
        String name = secrets.operator().name();
        identities.deleteMembership(name, Groups.CAMUNDA_ADMIN);
        User operator = identities.createUserQuery().userId(name).singleResult();
        operator.setPassword("Forgotten-0123456789");
        identities.saveUser(operator);
        identities.checkPassword(name, "guess");

        operatorAccount.postProcessEngineBuild(engine);

        assertThat(identities.checkPassword(name, secrets.operator().password()))
                .isTrue();
        assertThat(identities
                        .createGroupQuery()
                        .groupMember(name)
                        .singleResult()
                        .getId())
                .isEqualTo(Groups.CAMUNDA_ADMIN);
    }

    private void saveUser(String name) {
        User user = identities.newUser(name);
        user.setPassword("Right-0123456789");
        identities.saveUser(user);
    }
}

package org.coincide.engine.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.coincide.engine.accounts.AccountSecrets;
import org.coincide.engine.web.WholeServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.NestedExceptionUtils;

/** Effects that no query can have on the engine. */
@WholeServer
class QueryHardeningIT {

    private static final String EXPRESSION = "${'operator'}";

    @Autowired
    TaskService tasks;

    @Autowired
    FilterService filters;

    @Autowired
    IdentityService identities;

    @Autowired
    AccountSecrets secrets;

    @AfterEach
    void forgetTheProbes() {
        filters.createFilterQuery().filterName("probe").list().forEach(probe -> filters.deleteFilter(probe.getId()));
    }

    @Test
    void aQueryInsideAQueryHasNoExpressions() {
        for (ThrowingCallable ask : List.<ThrowingCallable>of(
                () -> nested().list(),
                () -> nested().count(),
                () -> nested().listPage(0, 1),
                () -> nested().singleResult(),
                () -> nested().unlimitedList())) {
            assertThatThrownBy(ask).isInstanceOf(BadUserRequestException.class);
        }
        assertThatThrownBy(() -> tasks.createTaskQuery()
                        .taskAssigneeExpression(EXPRESSION)
                        .list())
                .isInstanceOf(BadUserRequestException.class);
    }

    @Test
    void aStoredQueryHasNoExpressions() {
        refusesToEvaluate(() -> filters.list(stored(nested())));
        refusesToEvaluate(() -> filters.count(stored(nested())));
        refusesToEvaluate(() -> filters.list(stored(tasks.createTaskQuery().taskAssigneeExpression(EXPRESSION))));
    }

    @Test
    void aQueryThatExtendsAStoredOneHasNoExpressions() {
        String harmless = stored(tasks.createTaskQuery().taskName("x"));
        refusesToEvaluate(() -> filters.list(harmless, nested()));
        refusesToEvaluate(() -> filters.count(harmless, nested()));
    }

    @Test
    void anUnboundedQueryIsRefused() {
        identities.setAuthentication(secrets.operator().name(), List.of(Groups.CAMUNDA_ADMIN));
        try {
            assertThatThrownBy(() -> tasks.createTaskQuery().list()).isInstanceOf(BadUserRequestException.class);
            assertThatThrownBy(() -> tasks.createTaskQuery().listPage(0, 2001))
                    .isInstanceOf(BadUserRequestException.class);
            assertThat(tasks.createTaskQuery().listPage(0, 2000)).isNotNull();
        } finally {
            identities.clearAuthentication();
        }
    }

    private TaskQuery nested() {
        return tasks.createTaskQuery()
                .or()
                .taskAssigneeExpression(EXPRESSION)
                .taskName("x")
                .endOr();
    }

    /** The engine can refuse to store the value, or to use it. */
    private String stored(TaskQuery query) {
        Filter filter = filters.newTaskFilter("probe").setQuery(query);
        return filters.saveFilter(filter).getId();
    }

    private static void refusesToEvaluate(ThrowingCallable use) {
        assertThatThrownBy(use)
                .isInstanceOf(ProcessEngineException.class)
                .extracting(NestedExceptionUtils::getMostSpecificCause)
                .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                .hasMessageContaining("xpressions");
    }
}

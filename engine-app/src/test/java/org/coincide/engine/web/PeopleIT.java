package org.coincide.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.people.NextStart;
import org.coincide.engine.people.WorkGroups;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionOperations;

/** The groups of the tasks, and the permissions of their members. */
@WholeServer
class PeopleIT extends HttpProbe {

    /** The people of the server's settings. */
    private static final Map<String, List<String>> PEOPLE = Map.of(
            "wanda", List.of("warehouse"),
            "otto", List.of("order-desk", "order-desk-lead"),
            "ada", List.of("accounting"));

    @Autowired
    ApplicationContext server;

    @Autowired
    AuthorizationService authorizations;

    @Autowired
    FilterService filters;

    @Autowired
    RepositoryService repository;

    @Autowired
    TaskService tasks;

    @Autowired
    WorkGroups groups;

    @Autowired
    TransactionOperations transaction;

    private CamundaSession wanda;
    private Task pick;
    private Task clarify;

    @BeforeEach
    void twoTasksWait() {
        wanda = new CamundaSession(port);
        pick = task("Pick", "warehouse");
        clarify = task("Clarify", "accounting");
    }

    @AfterEach
    void nothingWaitsAnyMore() {
        Stream.of(pick, clarify).forEach(task -> tasks.deleteTask(task.getId(), true));
    }

    @Test
    void eachGroupThatAModelNamesIsThereWithAListOfItsTasks() {
        List<String> named = repository.createProcessDefinitionQuery().latestVersion().list().stream()
                .map(model -> repository.getBpmnModelInstance(model.getId()))
                .flatMap(model -> model.getModelElementsByType(UserTask.class).stream())
                .flatMap(task -> task.getCamundaCandidateGroupsList().stream())
                .distinct()
                .toList();

        assertThat(named).contains("accounting", "order-desk", "order-desk-lead", "warehouse");
        assertThat(identities.createGroupQuery().list())
                .extracting(Group::getId)
                .containsAll(named);
        assertThat(identities
                        .createGroupQuery()
                        .groupId("order-desk-lead")
                        .singleResult()
                        .getName())
                .isEqualTo("Order desk lead");
        for (String list : List.of("All tasks", "Accounting", "Order desk", "Order desk lead", "Warehouse")) {
            assertThat(filters.createTaskFilterQuery().filterName(list).count())
                    .as(list)
                    .isOne();
        }
    }

    @Test
    void aRestartCreatesNothingTwice() {
        List<Long> before = counts();

        NextStart.of(server, PEOPLE);

        assertThat(counts()).isEqualTo(before);
    }

    @Test
    void aGroupThatAModelNamesAnewIsMadeWithItsList() {
        transaction.executeWithoutResult(status -> groups.provide(List.of("night-shift")));

        String list = filters.createTaskFilterQuery()
                .filterName("Night shift")
                .singleResult()
                .getId();
        assertThat(authorizations
                        .createAuthorizationQuery()
                        .groupIdIn("night-shift")
                        .resourceId(list)
                        .count())
                .isOne();
        identities.deleteGroup("night-shift");
        filters.deleteFilter(list);
    }

    @Test
    void aPersonDoesTheTasksOfItsGroupAndSeesNoOthers() throws Exception {
        assertThat(wanda.logIn(person("wanda"), "tasklist")).isEqualTo(200);

        assertThat(wanda.get("/task").body()).contains(pick.getId()).doesNotContain(clarify.getId());
        assertThat(wanda.get("/task/" + clarify.getId()).statusCode()).isIn(403, 404);
        assertThat(wanda.post("/task/" + clarify.getId() + "/complete", "{}").statusCode())
                .isBetween(400, 500);
        wanda.does("/task/" + pick.getId() + "/claim", "{\"userId\":\"wanda\"}");
        assertThat(wanda.get("/filter").body()).contains("Warehouse").doesNotContain("Accounting", "All tasks");
        String list = filters.createTaskFilterQuery()
                .filterName("Warehouse")
                .singleResult()
                .getId();
        assertThat(wanda.get("/filter/" + list + "/list").body()).contains(pick.getId());
        wanda.does("/task/" + pick.getId() + "/complete", "{}");

        assertThat(tasks.createTaskQuery().taskId(pick.getId()).count()).isZero();
        assertThat(tasks.createTaskQuery().taskId(clarify.getId()).count()).isOne();
    }

    @Test
    void aPersonOfTasklistEntersNeitherCockpitNorAdminNorTheRestApi() throws Exception {
        assertThat(wanda.logIn(person("wanda"), "cockpit")).isEqualTo(403);
        assertThat(wanda.logIn(person("wanda"), "admin")).isEqualTo(403);
        assertThat(get("/engine-rest/task", person("wanda")).statusCode()).isEqualTo(401);
        assertThat(get("/api/operations/probe", person("wanda")).statusCode()).isEqualTo(401);

        assertThat(wanda.logIn(person("wanda"), "tasklist")).isEqualTo(200);
        assertThat(wanda.get("/process-instance/count").body()).contains("\"count\":0");
        assertThat(wanda.get("/user").body()).doesNotContain("operator");
        assertThat(wanda.post("/process-definition/key/order/start", "{}").statusCode())
                .isEqualTo(403);
        assertThat(wanda.post("/group/create", "{\"id\":\"camunda\",\"name\":\"x\"}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aPersonRemovedFromTheSettingsIsNoUser() throws Exception {
        User fromAdmin = identities.newUser("jane-doe");
        fromAdmin.setPassword("Right-0123456789");
        identities.saveUser(fromAdmin);

        NextStart.of(server, Map.of("wanda", List.of("order-desk")));

        assertThat(identities.createUserQuery().userId("ada").count()).isZero();
        assertThat(identities.createUserQuery().userId("jane-doe").count()).isOne();
        assertThat(identities.createGroupQuery().groupMember("wanda").list())
                .extracting(Group::getId)
                .containsExactly("order-desk");
        identities.deleteUser("jane-doe");
        NextStart.of(server, PEOPLE);
        assertThat(new CamundaSession(port).logIn(person("ada"), "tasklist")).isEqualTo(200);
    }

    private Credentials person(String name) {
        return new Credentials(name, secrets.ofPerson(name));
    }

    private Task task(String name, String group) {
        Task task = tasks.newTask();
        task.setName(name);
        tasks.saveTask(task);
        tasks.addCandidateGroup(task.getId(), group);
        return task;
    }

    private List<Long> counts() {
        return List.of(
                identities.createGroupQuery().count(),
                identities.createUserQuery().count(),
                authorizations.createAuthorizationQuery().count(),
                filters.createTaskFilterQuery().count());
    }
}

package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.task.Task;
import org.coincide.engine.support.Orders;
import org.coincide.engine.web.WholeServer;
import org.junit.jupiter.api.Test;

/** Tasklist's forms, in a browser. */
@WholeServer
class TasklistFormsIT extends BrowserScenario {

    @Test
    void aWarehouseWorkerShipsAnOrderWithAMissingPiece() {
        ObjectNode order = Orders.addLine(Orders.ordinary(), "POT-CAST-IRON", 1, "59.00");
        order.withObject("shipTo").put("region", "Greater London");
        acme.order(order);
        awaitStatuses(order, "IN_PROGRESS/PREPARING/AUTHORIZED");

        assertThat(browser.logIn(person("wanda"), "tasklist")).isEqualTo(200);
        openTask(order, "Task_PickAndPack");
        browser.see("SW1Y 4JH London, Greater London, GB");
        List<String> sent = new ArrayList<>();
        browser.page().onRequest(request -> sent.add(String.valueOf(request.postData())));
        browser.page().getByLabel("Pieces picked of TEA-EARL-GREY-100").fill("2");
        browser.page()
                .getByLabel("Ship without them: the missing pieces are cancelled and the client is notified")
                .check();
        browser.picture("tasklist-pick-and-pack");
        complete();
        assertThat(sent)
                .as("the lines with missing pieces alone, since a text has at most 4,000 characters")
                .anyMatch(body -> body.contains("\"{\\\"1\\\":2}\""));
        openTask(order, "Task_HandOverParcel");
        browser.page()
                .getByLabel("The parcel is packed, labelled and handed over to the driver")
                .check();
        browser.picture("tasklist-hand-over");
        complete();

        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        assertThat(newest(order).at("/lines/0/cancelled").asInt()).isOne();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theOrderDeskReleasesAnOrder() {
        ObjectNode order = Orders.ordinary();
        order.withArray("lines").removeAll();
        Orders.addLine(order, "TEA-EARL-GREY-100", 900, "12.50");
        acme.order(order);
        awaitStatuses(order, "ON_HOLD/NOT_STARTED/PENDING");

        assertThat(browser.logIn(person("otto"), "tasklist")).isEqualTo(200);
        openTask(order, "Task_ReviewHeldOrder");
        browser.see("CREDIT_LIMIT");
        browser.page().getByLabel("Decision").selectOption("RELEASE");
        browser.picture("tasklist-review-held-order");
        complete();

        awaitStatuses(order, "IN_PROGRESS/PREPARING/AUTHORIZED");
        assertThat(acme.ofOrder(reference(order)))
                .anySatisfy(message ->
                        assertThat(message.at("/data/actor/name").asText()).isEqualTo("otto"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theLeadSeesTheEscalatedReturn() {
        ObjectNode order = Orders.ordinary();
        acme.order(order);
        awaitStatuses(order, "IN_PROGRESS/PREPARING/AUTHORIZED");
        tasks.complete(task(order, "Task_PickAndPack").getId());
        tasks.complete(task(order, "Task_HandOverParcel").getId());
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        ObjectNode request = new ObjectMapper().createObjectNode().put("tradingId", tradingId(order));
        request.put("returnNumber", "RET-TOO-LATE").putObject("reason").put("code", "DAMAGED");
        request.putArray("lines").addObject().put("number", 1).put("quantity", 2);
        acme.request("return", tradingId(order), request);
        fire(order, "BoundaryEvent_DecisionOverdue");

        assertThat(browser.logIn(person("otto"), "tasklist")).isEqualTo(200);
        openTask(order, "Task_ExpediteDecision");
        browser.see("RET-TOO-LATE");
        browser.see("DAMAGED");
        complete();
        awaitUntil(() -> assertThat(tasksOf(order, "Task_ExpediteDecision")).isEmpty());
        assertThat(tasksOf(order, "Task_DecideReturn")).hasSize(1);
        assertThat(browser.complaints()).isEmpty();
    }

    /** The engine truncates texts at 4,000 characters. */
    @Test
    void aParcelOfTwoHundredLinesIsShownWhole() throws IOException {
        ObjectNode order = Orders.ordinary();
        for (int line = 2; line <= 200; line++) {
            Orders.addLine(order, "TEA-EARL-GREY-100", 1, "12.50");
        }
        acme.order(order);
        awaitStatuses(order, "IN_PROGRESS/PREPARING/AUTHORIZED");

        String pick = task(order, "Task_PickAndPack").getId();
        JsonNode parcel = new ObjectMapper().readTree((byte[]) tasks.getVariableLocal(pick, "parcel"));
        assertThat(parcel.path("lines")).hasSize(200);
        assertThat(tasks.getVariableLocal(pick, "about")).asString().endsWith(" …");
    }

    private void openTask(ObjectNode order, String id) {
        Task task = task(order, id);
        browser.open("/camunda/app/tasklist/default/#/?task=" + task.getId());
        browser.see(browser.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Claim")));
        browser.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Claim"))
                .click();
        browser.see(browser.page().getByText(reference(order) + " of acme"));
    }

    /** Tasklist closes the task when it has the answer; until then it would close the next one that is opened. */
    private void complete() {
        Locator complete = browser.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Complete"));
        complete.click();
        complete.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
    }
}

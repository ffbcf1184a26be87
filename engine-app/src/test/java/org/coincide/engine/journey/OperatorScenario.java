package org.coincide.engine.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.runtime.Job;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.deadletters.DeadLetters;
import org.coincide.engine.deadletters.DeadLetters.Origin;
import org.coincide.engine.signatures.MessageSigner;
import org.coincide.engine.simulation.PausingProvider;
import org.coincide.engine.simulation.PausingProvider.Pause;
import org.coincide.engine.support.Orders;

/** A browser at the operators' pages, and the trades that an operator has to care about. */
abstract class OperatorScenario extends BrowserScenario {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    boolean provokesDiscrepancies() {
        return true;
    }

    /** Places an order whose payment step has failed after all retries. */
    ObjectNode failing() throws InterruptedException {
        ObjectNode order = Orders.byCard("tok_" + UUID.randomUUID());
        Pause fault =
                bean(PausingProvider.class).before(order.at("/payment/token").asText());
        acme.order(order);
        fault.awaitCall();
        fault.fail();
        awaitUntil(() -> assertThat(failedJobs(order)).isNotEmpty());
        await().ignoreException(OptimisticLockingException.class)
                .untilAsserted(() -> failedJobs(order).forEach(job -> management.setJobRetries(job, 0)));
        return order;
    }

    /** A delivered order whose invoice is not paid in time. */
    ObjectNode overdue() {
        ObjectNode order = new BankTransfers(this).delivered();
        jdbc.sql("UPDATE invoice SET due_at = issued_at - INTERVAL '2' DAY WHERE trading_id = ?")
                .param(tradingId(order))
                .update();
        return order;
    }

    /** Stores an order as a message that the server could not process. */
    ObjectNode deadLetter() {
        ObjectNode order = Orders.ordinary();
        bean(DeadLetters.class)
                .add(
                        new Origin("trading.orders", "acme", UUID.randomUUID().toString(), null, null),
                        "NOT_PROCESSED",
                        "The server failed to process the message.",
                        acme.enveloped("order", reference(order), order)
                                .toString()
                                .getBytes(StandardCharsets.UTF_8));
        return order;
    }

    /** The evidence of a trade as its client exports it. */
    FilePayload evidenceOf(ObjectNode order) {
        ObjectNode evidence = JSON.createObjectNode();
        ArrayNode entries = evidence.putArray("entries");
        jdbc.sql("SELECT body FROM journal WHERE trading_id = ? ORDER BY sequence")
                .param(tradingId(order))
                .query(String.class)
                .list()
                .forEach(body -> entries.addObject()
                        .put("kind", "MESSAGE")
                        .put("body", body)
                        .put("signature", bean(MessageSigner.class).sign(body)));
        return new FilePayload(
                "evidence.json", "application/json", evidence.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The evidence of a trade in that of a ledger which is larger than a request. */
    FilePayload ledgerOf(ObjectNode order) {
        try {
            ObjectNode ledger = (ObjectNode) JSON.readTree(evidenceOf(order).buffer);
            for (int entry = 0; entry < 300; entry++) {
                ledger.withArray("entries").addObject().put("kind", "ORDER").put("body", "x".repeat(1000));
            }
            return new FilePayload(
                    "ledger.json", "application/json", ledger.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Removes the last message and the captures of a trade, as an older backup lacks them. */
    void forgetTheEndOf(ObjectNode order) {
        jdbc.sql("DELETE FROM payment_movement WHERE trading_id = ? AND kind = 'CAPTURE'")
                .param(tradingId(order))
                .update();
        jdbc.sql(
                        """
                        DELETE FROM journal WHERE trading_id = ? AND sequence =
                          (SELECT sequence FROM trade WHERE trading_id = ?)""")
                .params(tradingId(order), tradingId(order))
                .update();
    }

    void warn(ObjectNode order, String text) {
        acme.request(
                "warning",
                tradingId(order),
                JSON.createObjectNode()
                        .put("warning", "CONTENT_MISMATCH")
                        .put("text", text)
                        .put("tradingId", tradingId(order))
                        .put("sequence", 1));
        awaitUntil(() -> assertThat(count("client_warning WHERE trading_id = '" + tradingId(order) + "'"))
                .isEqualTo(1));
    }

    List<String> failedJobs(ObjectNode order) {
        return runtime.createProcessInstanceQuery().processInstanceBusinessKey(tradeOf(order)).list().stream()
                .flatMap(instance ->
                        management.createJobQuery().processInstanceId(instance.getId()).withException().list().stream())
                .map(Job::getId)
                .toList();
    }

    void follow(String link) {
        page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link))
                .first()
                .click();
        browser.settle();
    }

    Page page() {
        return browser.page();
    }

    void logIn(Credentials login, String path) {
        browser.open(path);
        fillLogin(login);
        assertThat(page().locator("#operator")).hasText(login.name());
        browser.settle();
        browser.complaints().clear();
    }

    void fillLogin(Credentials login) {
        label("User name").fill(login.name());
        label("Password").fill(login.password());
        press("Log in");
    }

    Locator label(String text) {
        return page().locator("input, select, textarea")
                .and(page().getByLabel(text, new Page.GetByLabelOptions().setExact(true)));
    }

    void choose(String label, String option) {
        label(label).selectOption(new SelectOption().setLabel(option));
    }

    void press(String button) {
        page().getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    /** Waits for the outcome of an action, and for the view that shows it: that view loses what is typed before. */
    void awaitOutcome(String text) {
        browser.see(text);
        browser.settle();
    }

    void press(String button, int index) {
        page().getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .nth(index)
                .click();
    }
}

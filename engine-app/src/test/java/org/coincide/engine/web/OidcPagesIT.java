package org.coincide.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.coincide.engine.support.CamundaBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The login at an identity provider of another site, in Chromium. */
@WholeServer
class OidcPagesIT extends HttpProbe {

    @Autowired
    TaskService tasks;

    private CamundaBrowser browser;
    private Page page;

    @BeforeEach
    void openBrowser() {
        browser = new CamundaBrowser(port);
        page = browser.page();
    }

    @AfterEach
    void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void anOperatorComesBackToTheViewThatAskedForTheLogin() {
        browser.open("/operations/#/warnings");
        browser.see("Log in with Example Company");
        browser.picture("login-with-provider");
        browser.click("Log in with Example Company");
        logInAtProvider("olga.nowak@example.org");

        browser.see("olga.nowak@example.org");
        assertThat(page.url()).endsWith("/operations/#/warnings");
        page.getByText("Cockpit", new Page.GetByTextOptions().setExact(true)).click();
        browser.see("Given olga.nowak@example.org Family");
    }

    @Test
    void aPersonClaimsATaskInTasklist() {
        Task pick = tasks.newTask();
        pick.setName("Pick by provider");
        tasks.saveTask(pick);
        tasks.addCandidateGroup(pick.getId(), "warehouse");
        try {
            page.navigate("http://127.0.0.1:" + port + "/oauth2/authorization/company");
            logInAtProvider("wim");

            browser.click("Pick by provider");
            browser.click("Claim");
            browser.see("Given wim Family");
            page.waitForCondition(() -> "wim"
                    .equals(tasks.createTaskQuery()
                            .taskId(pick.getId())
                            .singleResult()
                            .getAssignee()));
        } finally {
            tasks.deleteTask(pick.getId(), true);
        }
    }

    @Test
    void theFormSaysWhyALoginWasRefused() {
        page.navigate("http://127.0.0.1:" + port + "/oauth2/authorization/company");
        logInAtProvider("nora");

        browser.see("The account has no group of this server. Ask the administrator of the provider for one.");
        assertThat(page.url()).endsWith("/operations/");
        browser.picture("login-refused");
    }

    private void logInAtProvider(String user) {
        page.getByPlaceholder("Username").fill(user);
        page.getByPlaceholder("Password").fill(user);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
    }
}

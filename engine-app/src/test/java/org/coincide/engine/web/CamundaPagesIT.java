package org.coincide.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.coincide.engine.support.CamundaBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Camunda's web applications as an operator sees them, behind the server's security. */
@WholeServer
class CamundaPagesIT extends HttpProbe {

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
    void anOperatorLogsInAndSeesTheProcessesTheTasksAndTheUsers() {
        browser.open("/");
        page.getByPlaceholder("Username").fill(secrets.operator().name());
        page.getByPlaceholder("Password").fill(secrets.operator().password());
        page.keyboard().press("Enter");
        browser.see("Coincide Operator");
        // What the browser says before the login is that nobody is logged in.
        browser.complaints().clear();

        browser.open("/camunda/app/cockpit/default/#/processes");
        browser.see("Order");
        page.getByText("Order", new Page.GetByTextOptions().setExact(true))
                .first()
                .click();
        browser.see(page.locator(".djs-container"));
        browser.settle();
        browser.open("/camunda/app/cockpit/default/#/dashboard");
        browser.see("Running Process Instances");
        browser.open("/camunda/app/tasklist/default/");
        browser.see(page.getByText("Create a filter"));
        for (String list : new String[] {"All tasks", "Accounting", "Order desk", "Order desk lead", "Warehouse"}) {
            browser.see(list(list));
        }
        browser.open("/camunda/app/admin/default/#/users");
        browser.see(page.getByRole(
                AriaRole.CELL,
                new Page.GetByRoleOptions().setName(secrets.operator().name())));

        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theSetupPageShowsNothing() {
        browser.open("/camunda/app/admin/default/setup/");

        assertThat(page.content())
                .contains("The account has no permission for this request")
                .doesNotContain("password");
    }

    private Locator list(String name) {
        return page.getByText(name, new Page.GetByTextOptions().setExact(false));
    }
}

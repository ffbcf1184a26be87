package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.coincide.client.support.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Camunda's pages of a packaged server: blank pages are those whose scripts are missing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CamundaPageTests {

    private static final double PATIENCE = 60_000;

    private final PackagedServer server;
    private Browser browser;

    CamundaPageTests(PackagedServer server) {
        this.server = server;
    }

    @BeforeAll
    void openBrowser() {
        browser = Browser.open();
    }

    @AfterAll
    void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"cockpit, Process Definitions", "tasklist, Warehouse", "admin, Users"})
    void camundasPagesShowTheirContent(String app, String content) {
        Page page = browser.page(1280, 900);
        page.setDefaultTimeout(PATIENCE);
        page.navigate(server.address() + "/camunda/app/" + app + "/default/");
        page.fill("input[type=text]", server.accounts().operatorName());
        page.fill("input[type=password]", server.accounts().operatorPassword());
        page.click("button[type=submit]");
        page.getByText(content).first().waitFor();
        browser.closePages();
    }

    @ParameterizedTest
    @CsvSource({"cockpit, cockpitPlugins", "cockpit, coincide", "tasklist, tasklistPlugins", "admin, adminPlugins"})
    void theScriptsOfThePluginsAreServed(String app, String plugin) {
        assertThat(server.getAsOperator("/camunda/api/" + app + "/plugin/" + plugin + "/static/app/plugin.js")
                        .statusCode())
                .isEqualTo(200);
    }
}

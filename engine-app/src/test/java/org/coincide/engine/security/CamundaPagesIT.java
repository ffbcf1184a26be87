package org.coincide.engine.security;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.coincide.engine.operations.Secrets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Camunda's pages as an operator sees them, behind our doors and headers. */
@WholeServer
class CamundaPagesIT {

    /** Milliseconds: a machine that runs all tests at once is slow to draw a page. */
    private static final int PATIENCE = 45_000;

    @LocalServerPort
    int port;

    @Autowired
    Secrets secrets;

    @Autowired
    IdentityService identities;

    private static final Logger LOG = LoggerFactory.getLogger(CamundaPagesIT.class);

    private final List<String> complaints = new ArrayList<>();
    private Playwright playwright;
    private Page page;

    @BeforeEach
    void openBrowser() {
        identities.unlockUser(secrets.operator().name());
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of("--no-sandbox")));
        page = browser.newPage();
        page.setDefaultTimeout(PATIENCE);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text() + " " + message.location());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith("http://127.0.0.1:" + port + "/")
                    && !request.url().startsWith("data:")) {
                complaints.add("A request to another place: " + request.url());
            }
        });
    }

    @AfterEach
    void closeBrowser() {
        playwright.close();
    }

    @Test
    void anOperatorSeesTheProcessesTheTasksAndTheUsers() {
        page.navigate("http://127.0.0.1:" + port + "/");
        logIn();
        // What the browser says before the login is that nobody is logged in.
        complaints.clear();

        open("/camunda/app/cockpit/default/#/processes");
        see(page.getByText("Order", new Page.GetByTextOptions().setExact(true)));
        page.getByText("Order", new Page.GetByTextOptions().setExact(true))
                .first()
                .click();
        see(page.locator(".djs-container"));
        page.waitForLoadState(LoadState.NETWORKIDLE);
        open("/camunda/app/cockpit/default/#/dashboard");
        see(page.getByText("Running Process Instances"));
        open("/camunda/app/tasklist/default/");
        see(page.getByText("Create a filter"));
        open("/camunda/app/admin/default/#/users");
        see(page.getByRole(
                AriaRole.CELL,
                new Page.GetByRoleOptions().setName(secrets.operator().name())));

        assertThat(complaints).isEmpty();
    }

    @Test
    void theSetupPageShowsNothing() {
        page.navigate("http://127.0.0.1:" + port + "/camunda/app/admin/default/setup/");

        assertThat(page.content()).contains("This is not allowed").doesNotContain("password");
    }

    private void logIn() {
        page.getByPlaceholder("Username").fill(secrets.operator().name());
        page.getByPlaceholder("Password").fill(secrets.operator().password());
        page.keyboard().press("Enter");
        see(page.getByText("Coincide Operator"));
    }

    /**
     * Waits for the element. A page that was not drawn whole is loaded once more, as a person would do; what was seen
     * instead is told.
     */
    private void see(Locator element) {
        try {
            assertThat(element.first()).isVisible();
        } catch (AssertionError missing) {
            LOG.warn("{} The page is loaded once more. {}", missing.getMessage(), whatIsThere());
            complaints.clear();
            page.reload();
            seeAtLast(element);
        }
    }

    private void seeAtLast(Locator element) {
        try {
            assertThat(element.first()).isVisible();
        } catch (AssertionError missing) {
            throw new AssertionError(missing.getMessage() + whatIsThere(), missing);
        }
    }

    private String whatIsThere() {
        return "At %s was seen:%n%s%nThe browser complained of %s"
                .formatted(page.url(), page.innerText("body"), complaints);
    }

    private void open(String path) {
        page.navigate("http://127.0.0.1:" + port + path);
        page.waitForLoadState(LoadState.NETWORKIDLE);
    }
}

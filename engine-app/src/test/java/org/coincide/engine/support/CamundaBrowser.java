package org.coincide.engine.support;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.coincide.engine.accounts.Credentials;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chromium at Camunda's web applications, with time-outs for a machine that runs all tests at once. */
public final class CamundaBrowser implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CamundaBrowser.class);
    private static final Path CHROMIUM = Path.of(System.getProperty("coincide.test.chromium", "/usr/bin/chromium"));

    /** Milliseconds. */
    private static final double PATIENCE = 60_000;

    private static final double TO_SETTLE = 15_000;

    private final String address;
    private final Playwright playwright;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    /** Skips the test on a machine without Chromium. */
    public CamundaBrowser(int port) {
        if (!Files.isExecutable(CHROMIUM)) {
            System.out.println("Browser tests are skipped: there is no " + CHROMIUM
                    + ". Install Chromium, or name one with -Dcoincide.test.chromium=…");
        }
        Assumptions.assumeTrue(Files.isExecutable(CHROMIUM), () -> "There is no " + CHROMIUM);
        address = "http://127.0.0.1:" + port;
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        page = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox")))
                .newPage();
        page.setViewportSize(1400, 1000);
        page.setDefaultTimeout(PATIENCE);
        listen();
    }

    private void listen() {
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text() + " " + message.location());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith(address + "/") && !request.url().startsWith("data:")) {
                complaints.add("A request to another place: " + request.url());
            }
        });
    }

    public Page page() {
        return page;
    }

    /** Errors of the pages since the last login, and requests to other hosts. */
    public List<String> complaints() {
        return complaints;
    }

    /**
     * By the request that the login page makes.
     *
     * @param app cockpit, tasklist or admin
     * @return the status of the answer
     */
    public int logIn(Credentials login, String app) {
        page.request().get(address + "/camunda/app/" + app + "/default/");
        APIResponse answer = page.request()
                .post(
                        address + "/camunda/api/admin/auth/user/default/login/" + app,
                        RequestOptions.create()
                                .setHeader("X-XSRF-TOKEN", token())
                                .setForm(FormData.create()
                                        .set("username", login.name())
                                        .set("password", login.password())));
        complaints.clear();
        return answer.status();
    }

    private String token() {
        return page.context().cookies().stream()
                .filter(cookie -> cookie.name.equals("XSRF-TOKEN"))
                .map(cookie -> cookie.value)
                .findFirst()
                .orElseThrow();
    }

    /** @param path such as {@code /camunda/app/tasklist/default/} */
    public void open(String path) {
        page.navigate(address + path);
        settle();
    }

    /**
     * Waits until the page has finished its requests, or for a limited time. Another view of the operators' pages is no navigation: the page
     * itself says that it is busy, after the event that begins the view.
     */
    public void settle() {
        try {
            page.waitForLoadState(LoadState.NETWORKIDLE, new Page.WaitForLoadStateOptions().setTimeout(TO_SETTLE));
            page.waitForFunction(
                    "() => new Promise(done => setTimeout(() => done(!document.querySelector('[aria-busy=true]'))))",
                    null,
                    new Page.WaitForFunctionOptions().setTimeout(TO_SETTLE));
        } catch (TimeoutError busy) {
            LOG.info("{} is still asking for something", page.url());
        }
    }

    public void see(String text) {
        see(page.getByText(text, new Page.GetByTextOptions().setExact(true)));
    }

    public void click(String text) {
        page.getByText(text, new Page.GetByTextOptions().setExact(true)).first().click();
    }

    /** Waits for the element; a failure shows the page's text. */
    public void see(Locator element) {
        try {
            assertThat(element.first()).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
        } catch (AssertionError missing) {
            throw new AssertionError(missing.getMessage() + whatIsThere(), missing);
        }
    }

    private String whatIsThere() {
        return "At %s was seen:%n%s%nThe browser complained of %s"
                .formatted(page.url(), page.innerText("body"), complaints);
    }

    /** Saves a screenshot below {@code target}. */
    public void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", name + ".png")));
    }

    @Override
    public void close() {
        playwright.close();
    }
}

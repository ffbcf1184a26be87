package org.coincide.client.support;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The machine's Chromium, driven by Playwright. Collects the errors that pages report. */
public final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of(System.getProperty("coincide.test.chromium", "/usr/bin/chromium"));
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;
    private final List<String> pageErrors = new ArrayList<>();

    private Browser() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu")));
    }

    /** Starts the browser, or skips the test where Chromium is not installed. */
    public static Browser open() {
        if (!Files.isExecutable(CHROMIUM)) {
            System.out.println("Browser tests are skipped: " + CHROMIUM
                    + " does not exist. Install Chromium, or set its path" + " with -Dcoincide.test.chromium=…");
        }
        Assumptions.assumeTrue(Files.isExecutable(CHROMIUM), () -> CHROMIUM + " does not exist");
        return new Browser();
    }

    public Page page(int width, int height) {
        return page(width, height, "en-US");
    }

    /** A page for a reader of a language, such as de-DE. */
    public Page page(int width, int height, String locale) {
        return page(new com.microsoft.playwright.Browser.NewPageOptions()
                .setViewportSize(width, height)
                .setLocale(locale));
    }

    public Page pageWithoutScripts(int width, int height) {
        return page(new com.microsoft.playwright.Browser.NewPageOptions()
                .setViewportSize(width, height)
                .setJavaScriptEnabled(false));
    }

    private Page page(com.microsoft.playwright.Browser.NewPageOptions options) {
        var page = browser.newPage(options);
        page.onConsoleMessage(message -> {
            if ("error".equals(message.type())) {
                pageErrors.add(message.text());
            }
        });
        page.onPageError(pageErrors::add);
        return page;
    }

    /** Closes every page and clears the collected errors. */
    public void closePages() {
        browser.contexts().forEach(BrowserContext::close);
        pageErrors.clear();
    }

    /** Script errors and violations of the content security policy that pages reported. */
    public List<String> pageErrors() {
        return pageErrors;
    }

    /** Stores a screenshot of the page in target/screenshots. */
    public static void screenshot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}

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

/** This machine's Chromium, driven by a test; it notes what a page complains of. */
public final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of(System.getProperty("coincide.test.chromium", "/usr/bin/chromium"));
    private static final Path PICTURES = Path.of("target", "screenshots");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;
    private final List<String> complaints = new ArrayList<>();

    private Browser() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu")));
    }

    /** The browser; the test is skipped where there is none. */
    public static Browser open() {
        if (!Files.isExecutable(CHROMIUM)) {
            System.out.println("Browser tests are skipped: there is no " + CHROMIUM
                    + ". Install Chromium, or name one with -Dcoincide.test.chromium=…");
        }
        Assumptions.assumeTrue(Files.isExecutable(CHROMIUM), () -> "There is no " + CHROMIUM);
        return new Browser();
    }

    public Page page(int width, int height) {
        var page =
                browser.newPage(new com.microsoft.playwright.Browser.NewPageOptions().setViewportSize(width, height));
        page.onConsoleMessage(message -> {
            if ("error".equals(message.type())) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        return page;
    }

    /** Closes every page, and forgets what was complained of. */
    public void closePages() {
        browser.contexts().forEach(BrowserContext::close);
        complaints.clear();
    }

    /** Errors that pages reported, of scripts or against their policy. */
    public List<String> complaints() {
        return complaints;
    }

    /** Keeps what the page looks like, for people. */
    public static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}

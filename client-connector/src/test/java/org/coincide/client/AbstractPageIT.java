package org.coincide.client;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.coincide.client.ledger.LedgerEntry;
import org.coincide.client.support.Browser;
import org.coincide.client.support.ConnectorApi;
import org.coincide.client.support.RestartableBroker;
import org.coincide.client.support.SimulatedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The client's page in a browser. The page tests of one JVM share a client; each test starts with an empty ledger. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class AbstractPageIT {

    private static final double PATIENCE_MILLIS = 60_000;
    private static final RestartableBroker BROKER = new RestartableBroker().start();
    private static final List<String> TABLES = List.of(
            "trade_due",
            "webhook_event",
            "trade_line",
            "history_entry",
            "settlement",
            "ledger_entry",
            "trade_request",
            "trade",
            "order_dispatch",
            "placed_order",
            "warning",
            "warning_group",
            "quarantine",
            "catalogue");

    @LocalServerPort
    private int port;

    @Autowired
    JdbcTemplate sql;

    @Value("${coincide.data-directory}")
    Path data;

    /** Started by the first test of a class. */
    static Browser browser;

    ConnectorApi api;
    SimulatedServer server;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry properties) {
        BROKER.connect(properties);
        properties.add("spring.datasource.url", () -> "jdbc:hsqldb:mem:page;hsqldb.tx=mvcc");
        properties.add(
                "coincide.web.tracking-links[Simulated Parcels]",
                () -> "https://carrier.example/track?parcel={trackingNumber}");
    }

    @BeforeEach
    void begin() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        if (browser == null) {
            browser = Browser.open();
        }
        api = new ConnectorApi(port);
        server = new SimulatedServer(BROKER);
        TABLES.forEach(table -> sql.update("DELETE FROM " + table));
        sql.update("UPDATE ledger_head SET entry_number = 0, head = ?", LedgerEntry.START);
        removeAnchor();
    }

    private void removeAnchor() {
        try {
            Files.deleteIfExists(data.resolve("client-acme").resolve("ledger.anchor"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void closePages() {
        if (browser != null) {
            browser.closePages();
        }
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
            browser = null;
        }
    }

    /** Opens the client's page in a window of this size. */
    Page page(int width, int height) {
        var page = browser.page(width, height);
        page.navigate(address());
        return page;
    }

    String address() {
        return "http://localhost:" + port + "/";
    }

    static Locator row(Page page) {
        return page.locator("#trades tbody tr");
    }

    static void assertStatuses(Page page, String order, String delivery, String payment) {
        assertThat(row(page).locator(".status")).hasText(new String[] {order, delivery, payment});
    }
}

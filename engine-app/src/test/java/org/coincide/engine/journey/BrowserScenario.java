package org.coincide.engine.journey;

import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.support.CamundaBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A browser at a server with a manual warehouse. */
abstract class BrowserScenario extends JourneyScenario {

    CamundaBrowser browser;

    @LocalServerPort
    private int port;

    @BeforeEach
    void openBrowser() {
        browser = new CamundaBrowser(port);
    }

    @AfterEach
    void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    Credentials person(String name) {
        return new Credentials(name, secrets.ofPerson(name));
    }
}

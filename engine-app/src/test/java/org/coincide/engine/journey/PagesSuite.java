package org.coincide.engine.journey;

import org.camunda.bpm.engine.IdentityService;
import org.coincide.engine.operations.Login;
import org.coincide.engine.support.CamundaBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** The server with a warehouse of people, seen in a browser. These tests share one server, in a JVM without any other engine. */
@TestPropertySource(
        properties = {
            "coincide.delivery.warehouse=MANUAL",
            "coincide.people.wanda=warehouse",
            "coincide.people.otto=order-desk,order-desk-lead",
            "coincide.people.ada=accounting"
        })
abstract class PagesSuite extends ServerSuite {

    @Autowired
    IdentityService identities;

    CamundaBrowser browser;

    @LocalServerPort
    private int port;

    @BeforeEach
    void openBrowser() {
        identities.unlockUser(secrets.operator().name());
        browser = new CamundaBrowser(port);
    }

    @AfterEach
    void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    Login person(String name) {
        return new Login(name, secrets.ofPerson(name));
    }
}

package org.coincide.client.journey;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestClassOrder;

/** Invalid orders and forged messages, with one server and one client for both: a start takes long. */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class InvalidInputIT {

    private static TestSystem system;

    @BeforeAll
    static void start() {
        system = TestSystem.of(
                InvalidInputIT.class,
                Map.of("coincide.simulation.carrier.delivered-after", "1h"),
                Map.of("acme", Map.of("coincide.requests.inquiry-sweep", "500ms")));
        system.startWith(system.acme);
    }

    @AfterAll
    static void end() {
        system.close();
    }

    /** The start that docs/operations/start.md describes under "Faster start". */
    @Nested
    @Order(0)
    class CamundaPages extends CamundaPageTests {

        CamundaPages() {
            super(system.server);
        }
    }

    @Nested
    @Order(1)
    class InvalidOrders extends InvalidOrderTests {

        InvalidOrders() {
            super(system);
        }
    }

    /** Runs last: it stops the processes. */
    @Nested
    @Order(2)
    class ForgedMessages extends ForgedMessageTests {

        ForgedMessages() {
            super(system);
        }
    }
}

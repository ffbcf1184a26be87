package org.coincide.client.journey;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestClassOrder;

/** What is wrong or not true, said to a server and a client that run: both suites share them, for they take long to start. */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class InvalidInputIT {

    private static final TestSystem STAGE = TestSystem.of(
            InvalidInputIT.class,
            Map.of("coincide.simulation.carrier.delivered-after", "1h"),
            Map.of("acme", Map.of("coincide.requests.inquiry-sweep", "500ms")));

    @BeforeAll
    static void start() {
        STAGE.startWith(STAGE.acme);
    }

    @AfterAll
    static void end() {
        STAGE.close();
    }

    @Nested
    @Order(1)
    class BadInput extends InvalidOrderTests {

        BadInput() {
            super(STAGE);
        }
    }

    /** The last one: it ends the processes. */
    @Nested
    @Order(2)
    class ForgedMessages extends ForgedMessageTests {

        ForgedMessages() {
            super(STAGE);
        }
    }
}

package org.coincide.client.journey;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The server's jar as it is built, by the command of the documents. The other tests start the unpacked jar. */
class PlainJarIT {

    private static TestSystem system;

    @BeforeAll
    static void start() {
        system = TestSystem.ofPlainJar(PlainJarIT.class, Map.of());
        system.startWith();
    }

    @AfterAll
    static void end() {
        system.close();
    }

    @Nested
    class CamundaPages extends CamundaPageTests {

        CamundaPages() {
            super(system.server);
        }
    }
}

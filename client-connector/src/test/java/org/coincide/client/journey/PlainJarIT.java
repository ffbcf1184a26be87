package org.coincide.client.journey;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The server's jar as it is built, by the command of the documents. The other tests start the unpacked jar. */
class PlainJarIT {

    private static final TestSystem SYSTEM = TestSystem.ofPlainJar(PlainJarIT.class, Map.of());

    @BeforeAll
    static void start() {
        SYSTEM.startWith();
    }

    @AfterAll
    static void end() {
        SYSTEM.close();
    }

    @Nested
    class CamundaPages extends CamundaPageTests {

        CamundaPages() {
            super(SYSTEM.server);
        }
    }
}

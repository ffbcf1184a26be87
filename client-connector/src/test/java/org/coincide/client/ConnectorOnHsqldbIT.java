package org.coincide.client;

import java.nio.file.Path;
import org.coincide.client.support.TestBroker;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@DirtiesContext
class ConnectorOnHsqldbIT extends ConnectorSuite {

    private static final TestBroker BROKER = new TestBroker().start();

    @TempDir
    static Path data;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry properties) {
        connect(properties, BROKER);
        properties.add("coincide.data-directory", data::toString);
    }

    @Override
    TestBroker broker() {
        return BROKER;
    }
}

package org.coincide.engine.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.coincide.engine.support.PublishedResponsesFilter.Violation;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Fails a test class during which its server gave a response that no OpenAPI file describes. */
public final class PublishedResponsesExtension implements BeforeAllCallback, AfterAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        int port = port(context);
        PublishedResponsesFilter.VIOLATIONS.removeIf(violation -> violation.port() == port);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        int port = port(context);
        assertThat(violations(port))
                .as("responses that the OpenAPI files do not describe")
                .isEmpty();
    }

    private static Stream<String> violations(int port) {
        return PublishedResponsesFilter.VIOLATIONS.stream()
                .filter(violation -> violation.port() == port)
                .map(Violation::text)
                .distinct();
    }

    private static int port(ExtensionContext context) {
        return SpringExtension.getApplicationContext(context)
                .getEnvironment()
                .getRequiredProperty("local.server.port", Integer.class);
    }
}

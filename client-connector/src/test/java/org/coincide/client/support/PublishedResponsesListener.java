package org.coincide.client.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.coincide.client.support.PublishedResponsesFilter.Violation;
import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** Fails each test during which its connector gave a response that the OpenAPI file does not describe. */
final class PublishedResponsesListener implements TestExecutionListener, Ordered {

    private static final String PORT = "local.server.port";

    /** Behind the listener that closes the context: the last listener is called first after a test. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void afterTestMethod(TestContext context) {
        check(context);
    }

    /** Also checks the responses to requests outside of the test methods, and the late ones. */
    @Override
    public void afterTestClass(TestContext context) {
        check(context);
    }

    private static void check(TestContext context) {
        if (!context.hasApplicationContext()) {
            return;
        }
        Integer port = context.getApplicationContext().getEnvironment().getProperty(PORT, Integer.class);
        if (port != null) {
            assertThat(removed(port))
                    .as("responses that the OpenAPI file does not describe")
                    .isEmpty();
        }
    }

    /** Returns the violations of the connector and removes them, so that the next test does not fail of them. */
    private static List<String> removed(int port) {
        List<Violation> violations = new ArrayList<>(PublishedResponsesFilter.VIOLATIONS);
        violations.removeIf(violation -> violation.port() != port);
        PublishedResponsesFilter.VIOLATIONS.removeAll(violations);
        return violations.stream().map(Violation::text).distinct().toList();
    }
}

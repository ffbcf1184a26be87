package org.coincide.engine.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class after which a response was found that no OpenAPI file describes, perhaps one of a class that runs beside it. */
public final class PublishedResponsesExtension implements AfterAllCallback {

    @Override
    public void afterAll(ExtensionContext context) {
        List<String> violations = new ArrayList<>();
        for (String next = PublishedResponsesFilter.VIOLATIONS.poll();
                next != null;
                next = PublishedResponsesFilter.VIOLATIONS.poll()) {
            violations.add(next);
        }
        assertThat(violations.stream().distinct())
                .as("responses that the OpenAPI files do not describe")
                .isEmpty();
    }
}

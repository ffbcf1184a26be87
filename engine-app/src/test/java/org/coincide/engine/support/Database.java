package org.coincide.engine.support;

import org.springframework.boot.test.util.TestPropertyValues;

/** The connection to an empty database, in the terms of {@code spring.datasource}. */
public record Database(String url, String username, String password) {

    public TestPropertyValues properties() {
        return TestPropertyValues.of(
                "spring.datasource.url=" + url,
                "spring.datasource.username=" + username,
                "spring.datasource.password=" + password);
    }
}

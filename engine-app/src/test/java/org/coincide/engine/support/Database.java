package org.coincide.engine.support;

import org.springframework.boot.test.util.TestPropertyValues;

/** Where an empty database waits, in the words of {@code spring.datasource}. */
public record Database(String url, String username, String password) {

    public TestPropertyValues properties() {
        return TestPropertyValues.of(
                "spring.datasource.url=" + url,
                "spring.datasource.username=" + username,
                "spring.datasource.password=" + password);
    }
}

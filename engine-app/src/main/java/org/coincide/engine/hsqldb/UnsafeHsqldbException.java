package org.coincide.engine.hsqldb;

import java.util.List;

/** The configured HSQLDB database would lose data, and how to configure it so that it does not. */
final class UnsafeHsqldbException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    UnsafeHsqldbException(String url, List<String> missing) {
        super("spring.datasource.url is %s: add ;%s".formatted(url, String.join(";", missing)));
    }
}

package org.coincide.engine.hsqldb;

import java.util.List;

/** Signals that the settings of the configured HSQLDB database can lose data; the message names the missing options. */
final class UnsafeHsqldbException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    UnsafeHsqldbException(String url, List<String> missing) {
        super("The URL in spring.datasource.url is %s. Append ;%s".formatted(url, String.join(";", missing)));
    }
}

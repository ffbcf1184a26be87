package org.coincide.engine.hsqldb;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

/**
 * One of the engine's SQL scripts for H2, rewritten for HSQLDB.
 *
 * @param operation {@code create} or {@code drop}
 * @param component the engine's name of a group of tables, such as {@code case.history}
 */
record SchemaScript(String operation, String component) {

    private static final String LOCATION = "org/camunda/bpm/engine/db/%1$s/activiti.h2.%1$s.%2$s.sql";

    private static final Pattern TYPE = word("bit|long|clob|blob");

    private static final Pattern DEFAULT_AFTER_NOT_NULL = word("not null default ([^\\s,)]+)");

    static SchemaScript of(String operation, String component) {
        return new SchemaScript(operation, component);
    }

    Resource rewritten() {
        return new ByteArrayResource(rewrite(original()).getBytes(StandardCharsets.UTF_8), location());
    }

    static String rewrite(String h2) {
        String typed = TYPE.matcher(h2).replaceAll(found -> hsqldbType(found.group()));
        Matcher defaults = DEFAULT_AFTER_NOT_NULL.matcher(typed);
        return defaults.replaceAll("default $1 not null");
    }

    private static String hsqldbType(String h2) {
        return switch (h2.toLowerCase()) {
            case "bit" -> "boolean";
            case "long" -> "bigint";
            // Not CLOB and BLOB, which HSQLDB stores in a separate file, outside the row and its log record.
            case "clob" -> "longvarchar";
            case "blob" -> "longvarbinary";
            default -> throw new IllegalArgumentException(h2);
        };
    }

    private String original() {
        ClassLoader engine = ProcessEngine.class.getClassLoader();
        try (InputStream script = engine.getResourceAsStream(location())) {
            if (script == null) {
                throw new IllegalStateException("The engine's jar does not contain " + location());
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String location() {
        return LOCATION.formatted(operation, component);
    }

    private static Pattern word(String expression) {
        return Pattern.compile("\\b(?:" + expression + ")(?!\\w)", Pattern.CASE_INSENSITIVE);
    }
}

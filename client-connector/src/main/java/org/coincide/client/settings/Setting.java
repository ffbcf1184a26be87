package org.coincide.client.settings;

import java.util.Locale;

/**
 * A setting of the configuration metadata.
 *
 * @param name canonical name; a part {@code <…>} stands for any text
 * @param type name of the Java type
 * @param owner name of the class with the field
 * @param byDefault default value; empty if there is none
 */
record Setting(String name, String type, String owner, String byDefault) {

    /** The name without the differences that Spring Boot ignores: case, hyphens and underscores. */
    static String uniform(String name) {
        return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }
}

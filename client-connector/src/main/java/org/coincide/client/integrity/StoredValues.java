package org.coincide.client.integrity;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Reads values of stored rows alike on every database. */
final class StoredValues {

    private StoredValues() {}

    static String text(Map<String, Object> row, String column) {
        return String.valueOf(row.get(column));
    }

    static long number(Map<String, Object> row, String column) {
        return row.get(column) instanceof Number number ? number.longValue() : -1;
    }

    /** Converts numbers and times to one type each, with the precision of the databases. */
    static Object comparable(Object value) {
        if (value instanceof Number number) {
            return new BigDecimal(number.toString()).stripTrailingZeros();
        }
        if (value instanceof Timestamp time) {
            return time.toInstant();
        }
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        return value instanceof Instant time ? time.truncatedTo(ChronoUnit.MICROS) : value;
    }
}

package org.coincide.client.integrity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Collects findings; keeps a limited number of them and counts all. */
final class Findings {

    private static final int MAX_KEPT = 1000;

    private final List<Finding> kept = new ArrayList<>();
    private long count;

    void add(Finding finding) {
        count++;
        if (kept.size() < MAX_KEPT && !kept.contains(finding)) {
            kept.add(finding);
        }
    }

    /** Compares the columns of a stored row with their expected values. */
    void compare(String table, String row, String tradingId, Map<String, Object> expected, Map<String, Object> stored) {
        expected.forEach((column, value) -> {
            if (!Objects.equals(StoredValues.comparable(value), StoredValues.comparable(stored.get(column)))) {
                add(Finding.changed(table, row, column, tradingId));
            }
        });
    }

    List<Finding> kept() {
        return List.copyOf(kept);
    }

    long count() {
        return count;
    }
}

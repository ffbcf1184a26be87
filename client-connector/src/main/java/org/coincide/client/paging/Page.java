package org.coincide.client.paging;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * Some entries of a list.
 *
 * @param total number of all entries, counted up to a limit
 * @param more whether there are more entries than the counted ones
 */
public record Page<T>(List<T> entries, long total, boolean more) {

    /** Returns a page of entries that were read before they are counted: only a full page, and one behind the end, need the count. */
    public static <T> Page<T> of(List<T> entries, int limit, int offset, LongSupplier count) {
        boolean ends = entries.size() < limit && (offset == 0 || !entries.isEmpty());
        return new Page<>(entries, ends ? offset + entries.size() : count.getAsLong(), false);
    }
}

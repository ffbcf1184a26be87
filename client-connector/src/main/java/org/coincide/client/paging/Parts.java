package org.coincide.client.paging;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Divides many values into the parts that one statement takes: PostgreSQL's driver accepts 65,535 parameters. */
public final class Parts {

    /** Maximum number of values in a part. */
    public static final int LONGEST = 500;

    private Parts() {}

    /** Returns the values in their order, as lists of at most {@link #LONGEST}; none for no values. */
    public static <T> List<List<T>> of(Collection<T> values) {
        var all = List.copyOf(values);
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += LONGEST) {
            parts.add(all.subList(from, Math.min(from + LONGEST, all.size())));
        }
        return parts;
    }
}

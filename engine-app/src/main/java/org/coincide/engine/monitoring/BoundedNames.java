package org.coincide.engine.monitoring;

import java.util.HashSet;
import java.util.Set;

/** A bounded set of names: a further name is replaced. */
final class BoundedNames {

    private final Set<String> known = new HashSet<>();
    private final int limit;
    private final String replacement;

    BoundedNames(int limit, String replacement) {
        this.limit = limit;
        this.replacement = replacement;
    }

    synchronized String bounded(String name) {
        if (known.contains(name)) {
            return name;
        }
        return known.size() < limit && known.add(name) ? name : replacement;
    }
}

package org.coincide.engine.trade;

import java.util.ArrayList;
import java.util.List;

/** A stored status change: the trade before and after, and the actor. */
public record Move(Trade before, Trade after, Actor actor) {

    /** Returns the changed lifecycles; if no status changed, the lifecycle of the changed quantities or amounts. */
    public List<String> changed() {
        List<String> changed = new ArrayList<>(after.statuses().changedSince(before.statuses()));
        if (changed.isEmpty() && !after.lines().equals(before.lines())) {
            changed.add("delivery");
        }
        if (changed.isEmpty()) {
            changed.add("payment");
        }
        return List.copyOf(changed);
    }
}

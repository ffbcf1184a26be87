package org.coincide.engine.trade;

import java.util.ArrayList;
import java.util.List;

/** A change of a trade that has been checked and stored: what was, what is, and who did it. */
public record Move(Trade before, Trade after, Actor actor) {

    /** The lifecycles that stand otherwise than before, by their names in the contract; or where only quantities or sums do. */
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

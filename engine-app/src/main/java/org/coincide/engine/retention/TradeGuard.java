package org.coincide.engine.retention;

import java.util.Collection;
import java.util.Set;

/** A reason for which a closed trade must stay. */
public interface TradeGuard {

    /** Returns those of the trades that must stay. */
    Set<String> mustStay(Collection<String> tradingIds);
}

package org.coincide.engine.acceptance;

import java.util.List;

/** A rule that an order must pass; returns its violations. */
@FunctionalInterface
interface AcceptancePolicy {

    List<Refusal> violations(PricedOrder pricedOrder);
}

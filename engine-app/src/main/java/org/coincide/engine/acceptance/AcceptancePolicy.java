package org.coincide.engine.acceptance;

import java.util.List;

/** One rule that an order must pass; gives each breach of it. */
@FunctionalInterface
interface AcceptancePolicy {

    List<Refusal> breaches(PricedOrder offer);
}

package org.coincide.engine.acceptance;

import java.util.List;

/** What became of an order. */
public sealed interface Acceptance {

    /** @param again whether it was a trade already: then the answer is the first one again */
    record Accepted(String tradingId, boolean again) implements Acceptance {}

    /** The client has used this order reference for another order, which stands unchanged. */
    record Conflicting(String tradingId) implements Acceptance {}

    /** It breaks a policy; nothing of it is stored. */
    record Refused(List<Refusal> reasons) implements Acceptance {}
}

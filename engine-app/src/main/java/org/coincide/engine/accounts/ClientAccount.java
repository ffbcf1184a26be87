package org.coincide.engine.accounts;

import java.math.BigDecimal;
import java.util.Set;

/**
 * An organisation that places orders.
 *
 * @param id client id: user name at the broker and over HTTP, and last part of the client's queue name
 * @param orderLimit highest value of one order that needs no decision, in the order's own currency
 * @param keys thumbprints of the client's registered keys; its orders and requests must be signed with one of them, if there is one
 * @param state whether the client can log in
 * @param quota limits of the client's orders
 */
public record ClientAccount(String id, BigDecimal orderLimit, Set<String> keys, State state, Quota quota) {

    /** The states of a client. */
    public enum State {
        ENABLED,
        /** Cannot log in. Its trades go on, and its messages wait. */
        DISABLED,
        /** Has no secret and no queue any more. The id is never given to another client. */
        DELETED
    }

    /** Creates an enabled client without registered keys and without a quota. */
    public ClientAccount(String id, BigDecimal orderLimit) {
        this(id, orderLimit, Set.of(), State.ENABLED);
    }

    /** Creates a client without a quota. */
    public ClientAccount(String id, BigDecimal orderLimit, Set<String> keys, State state) {
        this(id, orderLimit, keys, state, Quota.NONE);
    }

    public boolean isEnabled() {
        return state == State.ENABLED;
    }
}

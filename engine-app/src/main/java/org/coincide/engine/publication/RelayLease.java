package org.coincide.engine.publication;

import java.time.Instant;
import java.time.ZoneOffset;
import org.coincide.engine.trade.Identifiers;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The lease of the relay: one node sends at a time. The holder renews its row in the database; if it stops, another node takes the
 * lease with the next fencing token. Two nodes that both consider themselves holder send duplicates at worst and lose nothing,
 * because rows are marked after sending.
 */
@Component
class RelayLease {

    private static final String NAME = "relay";

    private final JdbcClient jdbc;
    private final RelayProperties properties;
    private final String node;
    private Instant renewAt = Instant.MIN;
    private Instant until = Instant.MIN;

    RelayLease(JdbcClient jdbc, RelayProperties properties, Identifiers identifiers) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.node = identifiers.next();
    }

    /** Returns whether this node holds the lease; takes or renews it if due. */
    synchronized boolean holds(Instant now) {
        if (now.isBefore(renewAt)) {
            return true;
        }
        Instant next = now.plus(properties.lease());
        if (renewed(now, next) || taken(now, next) || created(next)) {
            until = next;
            renewAt = now.plus(properties.lease().dividedBy(3));
            return true;
        }
        renewAt = Instant.MIN;
        return false;
    }

    private boolean renewed(Instant now, Instant next) {
        return now.isBefore(until)
                && jdbc.sql("UPDATE relay_lease SET until = ? WHERE name = ? AND holder = ?")
                                .params(next.atOffset(ZoneOffset.UTC), NAME, node)
                                .update()
                        == 1;
    }

    private boolean taken(Instant now, Instant next) {
        return jdbc.sql(
                                "UPDATE relay_lease SET holder = ?, fence = fence + 1, until = ? WHERE name = ? AND (until < ? OR holder = ?)")
                        .params(node, next.atOffset(ZoneOffset.UTC), NAME, now.atOffset(ZoneOffset.UTC), node)
                        .update()
                == 1;
    }

    private boolean created(Instant next) {
        if (jdbc.sql("SELECT COUNT(*) FROM relay_lease WHERE name = ?")
                        .param(NAME)
                        .query(Long.class)
                        .single()
                > 0) {
            return false;
        }
        try {
            return jdbc.sql("INSERT INTO relay_lease (name, holder, fence, until) VALUES (?, ?, 1, ?)")
                            .params(NAME, node, next.atOffset(ZoneOffset.UTC))
                            .update()
                    == 1;
        } catch (DuplicateKeyException lostRace) {
            return false;
        }
    }

    /** Releases the lease, so that another node need not wait for its expiry. */
    synchronized void release(Instant now) {
        jdbc.sql("UPDATE relay_lease SET until = ? WHERE name = ? AND holder = ?")
                .params(now.atOffset(ZoneOffset.UTC), NAME, node)
                .update();
        renewAt = Instant.MIN;
        until = Instant.MIN;
    }
}

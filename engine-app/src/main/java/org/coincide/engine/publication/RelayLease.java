package org.coincide.engine.publication;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.coincide.engine.trade.Identifiers;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The lease of the relay: one node sends at a time. The holder renews its row in the database; if it stops, another node takes the
 * lease with the next fencing token. Two nodes that both consider themselves holder send duplicates at worst and lose nothing,
 * because rows are marked after sending.
 *
 * <p>All times are those of the database's clock, and the holder measures the time until its renewal with the monotonic clock, so
 * that nodes need not agree on the time. A lease that ends after twice its duration was taken before the clock was set back; it
 * counts as expired. Twice, because the holder can renew it while another node reads the time.
 */
@Component
class RelayLease {

    private static final String NAME = "relay";

    private final JdbcClient jdbc;
    private final RelayProperties properties;
    private final String node;
    /** Value of {@link System#nanoTime()} at which the lease is due for renewal; null if this node does not hold it. */
    private Long renewAt;

    RelayLease(JdbcClient jdbc, RelayProperties properties, Identifiers identifiers) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.node = identifiers.next();
    }

    /** Returns whether this node holds the lease; takes or renews it if due. */
    synchronized boolean isHeld() {
        long start = System.nanoTime();
        if (renewAt != null && start - renewAt < 0) {
            return true;
        }
        boolean held = isTaken();
        renewAt = held ? start + properties.lease().toNanos() / 3 : null;
        return held;
    }

    /** Returns whether this node held the lease when it last asked for it. Reads nothing. */
    synchronized boolean wasHeld() {
        return renewAt != null;
    }

    private boolean isTaken() {
        Instant now = databaseTime();
        Instant until = now.plus(properties.lease());
        return renewed(until) || taken(now, until) || created(until);
    }

    private Instant databaseTime() {
        return jdbc.sql("VALUES (CURRENT_TIMESTAMP)")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private boolean renewed(Instant until) {
        return renewAt != null
                && jdbc.sql("UPDATE relay_lease SET until = ? WHERE name = ? AND holder = ?")
                                .params(time(until), NAME, node)
                                .update()
                        == 1;
    }

    private boolean taken(Instant now, Instant until) {
        return jdbc.sql(
                                """
                                UPDATE relay_lease SET holder = ?, fence = fence + 1, until = ?
                                WHERE name = ? AND (until < ? OR until > ? OR holder = ?)""")
                        .params(node, time(until), NAME, time(now), time(until.plus(properties.lease())), node)
                        .update()
                == 1;
    }

    private boolean created(Instant until) {
        if (jdbc.sql("SELECT COUNT(*) FROM relay_lease WHERE name = ?")
                        .param(NAME)
                        .query(Long.class)
                        .single()
                > 0) {
            return false;
        }
        try {
            return jdbc.sql("INSERT INTO relay_lease (name, holder, fence, until) VALUES (?, ?, 1, ?)")
                            .params(NAME, node, time(until))
                            .update()
                    == 1;
        } catch (DuplicateKeyException lostRace) {
            return false;
        }
    }

    /** Releases the lease, so that another node need not wait for its expiry. */
    synchronized void release() {
        renewAt = null;
        jdbc.sql("UPDATE relay_lease SET until = ? WHERE name = ? AND holder = ?")
                .params(time(databaseTime().minusSeconds(1)), NAME, node)
                .update();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

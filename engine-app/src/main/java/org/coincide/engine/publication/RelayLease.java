package org.coincide.engine.publication;

import java.time.Instant;
import java.time.ZoneOffset;
import org.coincide.engine.trade.Identifiers;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which node relays. The holder renews its row in the database; when it stops doing so another takes it, with the next
 * fencing number. Two that believe to hold it send duplicates at worst, never gaps: rows are marked after sending.
 */
@Component
class RelayLease {

    private static final String NAME = "relay";

    private final JdbcClient jdbc;
    private final RelayProperties settings;
    private final String node;
    private Instant renewAt = Instant.MIN;
    private Instant until = Instant.MIN;

    RelayLease(JdbcClient jdbc, RelayProperties settings, Identifiers identifiers) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.node = identifiers.next();
    }

    /** Whether this node relays now; takes or renews the lease where that is due. */
    synchronized boolean holds(Instant now) {
        if (now.isBefore(renewAt)) {
            return true;
        }
        Instant next = now.plus(settings.lease());
        if (renewed(now, next) || taken(now, next) || created(next)) {
            until = next;
            renewAt = now.plus(settings.lease().dividedBy(3));
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
        } catch (DuplicateKeyException anotherWasFaster) {
            return false;
        }
    }

    /** Gives the lease up, so that another node need not wait for its end. */
    synchronized void release(Instant now) {
        jdbc.sql("UPDATE relay_lease SET until = ? WHERE name = ? AND holder = ?")
                .params(now.atOffset(ZoneOffset.UTC), NAME, node)
                .update();
        renewAt = Instant.MIN;
        until = Instant.MIN;
    }
}

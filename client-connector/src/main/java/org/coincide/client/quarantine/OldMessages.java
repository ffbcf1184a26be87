package org.coincide.client.quarantine;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.coincide.client.quarantine.RemovedMessages.Size;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Removes messages that are too old from the quarantine, after they were written to a file. A message in dispute stays: one of verified
 * origin whose warnings nobody has acknowledged or settled.
 */
@Component
public class OldMessages {

    private static final int MESSAGES_PER_DELETE = 200;

    private static final String REMOVABLE =
            """
            SELECT id, body_size FROM quarantine WHERE received_at < :oldest AND %s
              AND (state = 'APPLIED' OR warning_type IN (%s) OR NOT EXISTS (SELECT 1 FROM warning_group g
                WHERE g.trading_id = COALESCE(quarantine.trading_id, '') AND g.warning_type = quarantine.warning_type
                AND g.acknowledged < g.warnings AND g.settled < g.warnings))
            ORDER BY received_at FETCH NEXT :limit ROWS ONLY
            """
                    .formatted(QuarantineLimits.DELETABLE, WarningOrigin.unverifiedTypes());

    private final JdbcClient jdbc;
    private final QuarantineProperties properties;
    private final QuarantineLimits limits;
    private final RemovedMessages removed;
    private final Clock clock;

    OldMessages(
            JdbcClient jdbc,
            QuarantineProperties properties,
            QuarantineLimits limits,
            RemovedMessages removed,
            Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.limits = limits;
        this.removed = removed;
        this.clock = clock;
    }

    /**
     * Removes some of the messages that are too old; throws an UncheckedIOException if they cannot be written to the file.
     *
     * @return whether there can be more
     */
    @Transactional
    public boolean removeSome() {
        Instant now = clock.instant();
        var page = jdbc.sql(REMOVABLE)
                .param("oldest", now.minus(properties.maxAge()).atOffset(ZoneOffset.UTC))
                .param("limit", MESSAGES_PER_DELETE)
                .query(Size.class)
                .list();
        if (!page.isEmpty()) {
            removed.write(page);
            limits.deleteOld(page.stream().map(Size::id).toList());
        }
        return page.size() == MESSAGES_PER_DELETE;
    }
}

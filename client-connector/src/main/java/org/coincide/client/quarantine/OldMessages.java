package org.coincide.client.quarantine;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
    /** Limits the bodies in memory: most messages have a few kilobytes, but one can have megabytes. */
    private static final long CHARACTERS_PER_READ = 1_000_000;

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
    private final RemovedMessageFile file;
    private final Clock clock;

    OldMessages(
            JdbcClient jdbc,
            QuarantineProperties properties,
            QuarantineLimits limits,
            RemovedMessageFile file,
            Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.limits = limits;
        this.file = file;
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
            file.append(now, parts(page).stream().flatMap(this::messages));
            limits.deleteOld(page.stream().map(Size::id).toList());
        }
        return page.size() == MESSAGES_PER_DELETE;
    }

    private record Size(String id, long bodySize) {}

    /** Divides the messages into parts whose bodies are read at once. */
    private static List<List<String>> parts(List<Size> page) {
        List<List<String>> parts = new ArrayList<>();
        long characters = CHARACTERS_PER_READ;
        for (var message : page) {
            characters += message.bodySize();
            if (characters > CHARACTERS_PER_READ) {
                parts.add(new ArrayList<>());
                characters = message.bodySize();
            }
            parts.get(parts.size() - 1).add(message.id());
        }
        return parts;
    }

    private Stream<RemovedMessageFile.Line> messages(List<String> ids) {
        return jdbc
                .sql(
                        """
                        SELECT q.*, (SELECT MAX(w.warning_text) FROM warning w WHERE w.quarantine_id = q.id) AS warning_text
                        FROM quarantine q WHERE q.id IN (:ids) ORDER BY q.received_at, q.id
                        """)
                .param("ids", ids)
                .query((row, index) -> new RemovedMessageFile.Line(
                        row.getString("id"),
                        row.getObject("received_at", OffsetDateTime.class)
                                .toInstant()
                                .toString(),
                        row.getString("state"),
                        row.getString("warning_type"),
                        row.getString("warning_text"),
                        row.getString("trading_id"),
                        row.getObject("sequence_number", Long.class),
                        row.getString("kind"),
                        row.getString("body"),
                        row.getString("signature")))
                .list()
                .stream();
    }
}

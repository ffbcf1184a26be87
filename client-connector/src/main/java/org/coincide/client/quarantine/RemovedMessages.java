package org.coincide.client.quarantine;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes messages of the quarantine to a file before they are removed. */
@Component
class RemovedMessages {

    /** A message that is to be removed. */
    record Size(String id, long bodySize) {}

    /** Limits the bodies in memory: most messages have a few kilobytes, but one can have megabytes. */
    private static final long CHARACTERS_PER_READ = 1_000_000;

    private final JdbcClient jdbc;
    private final RemovedMessageFile file;
    private final Clock clock;

    RemovedMessages(JdbcClient jdbc, RemovedMessageFile file, Clock clock) {
        this.jdbc = jdbc;
        this.file = file;
        this.clock = clock;
    }

    /** Writes the messages, in the transaction that removes them; throws an UncheckedIOException if the file cannot be written. */
    void write(List<Size> removed) {
        file.append(clock.instant(), parts(removed).stream().flatMap(this::messages));
    }

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

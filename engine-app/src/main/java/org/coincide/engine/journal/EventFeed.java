package org.coincide.engine.journal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.coincide.engine.reading.RecordMapper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The messages of the journal as a feed for each client: positions 1, 2, 3 … without gaps. A message gets its position when the feed is
 * read, under a lock on the client's row: an identifier of the journal can become visible after a greater one, a position cannot.
 */
@Repository
public class EventFeed {

    /**
     * A message of a feed.
     *
     * @param body the exact text that the client's queue gets
     */
    public record FeedEvent(long position, String body) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;

    /** The last time at which each client read its feed at this node. */
    private final Map<String, Instant> read = new ConcurrentHashMap<>();

    EventFeed(JdbcClient jdbc, JdbcTemplate batches, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /**
     * Creates the feed of a client, if there is none.
     *
     * @throws org.springframework.dao.DuplicateKeyException if another node creates it at the same time
     */
    @Transactional
    public void create(String clientId) {
        boolean known = jdbc.sql("SELECT client_id FROM event_feed WHERE client_id = ?")
                .param(clientId)
                .query(String.class)
                .optional()
                .isPresent();
        if (!known) {
            jdbc.sql("INSERT INTO event_feed (client_id, last_position, acknowledged) VALUES (?, 0, 0)")
                    .param(clientId)
                    .update();
        }
    }

    /**
     * Gives positions to the client's messages that have none and are not held; at most {@code limit}, oldest first.
     *
     * @return number of messages
     */
    @Transactional
    public int assignPositions(String clientId, int limit, Hold hold) {
        if (!hasUnpositioned(clientId)) {
            return 0;
        }
        long last = lockLast(clientId);
        List<Long> ids = withoutPosition(clientId, limit, hold);
        List<Object[]> positions = new ArrayList<>();
        for (Long id : ids) {
            positions.add(new Object[] {++last, id});
        }
        batches.batchUpdate("UPDATE journal SET feed_position = ? WHERE id = ?", positions);
        jdbc.sql("UPDATE event_feed SET last_position = ? WHERE client_id = ?")
                .params(last, clientId)
                .update();
        return ids.size();
    }

    /** Returns the client's messages that have no position and are not held, oldest first. */
    List<Long> withoutPosition(String clientId, int limit, Hold hold) {
        // Sorted by all columns of the index: sorted by id alone, all messages without a position are read whatever the
        // limit.
        return jdbc.sql("SELECT id FROM journal WHERE client_id = ? AND feed_position IS NULL" + hold.condition()
                        + " ORDER BY client_id, feed_position, id LIMIT ?")
                .params(clientId, limit)
                .query(Long.class)
                .list();
    }

    private boolean hasUnpositioned(String clientId) {
        return jdbc.sql("SELECT id FROM journal WHERE client_id = ? AND feed_position IS NULL LIMIT 1")
                .param(clientId)
                .query(Long.class)
                .optional()
                .isPresent();
    }

    private long lockLast(String clientId) {
        jdbc.sql("UPDATE event_feed SET last_position = last_position WHERE client_id = ?")
                .param(clientId)
                .update();
        return jdbc.sql("SELECT last_position FROM event_feed WHERE client_id = ?")
                .param(clientId)
                .query(Long.class)
                .single();
    }

    /** Returns the client's messages after a position, in order. */
    public List<FeedEvent> after(String clientId, long position, int limit) {
        return jdbc.sql(
                        """
                        SELECT feed_position AS position, body FROM journal
                        WHERE client_id = ? AND feed_position > ? ORDER BY client_id, feed_position LIMIT ?""")
                .params(clientId, position, limit)
                .query(RecordMapper.of(FeedEvent.class))
                .list();
    }

    /** Returns the position before the oldest message that is not older than {@code retention}; empty if there is none. */
    public Optional<Long> start(String clientId, Duration retention) {
        Instant oldest = clock.instant().minus(retention);
        return jdbc.sql(
                        "SELECT MIN(feed_position) - 1 FROM journal WHERE client_id = ? AND feed_position > 0 AND recorded_at >= ?")
                .params(clientId, oldest.atOffset(ZoneOffset.UTC))
                .query((row, index) -> {
                    long start = row.getLong(1);
                    return row.wasNull() ? -1 : start;
                })
                .optional()
                .filter(start -> start >= 0);
    }

    /** Returns the position of the client's last message; 0 if the feed was never read. */
    public long last(String clientId) {
        return jdbc.sql("SELECT last_position FROM event_feed WHERE client_id = ?")
                .param(clientId)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** Returns whether the message after a position is older than {@code retention}. */
    public boolean hasExpired(String clientId, long position, Duration retention) {
        Instant oldest = clock.instant().minus(retention);
        return jdbc.sql("SELECT COUNT(*) FROM journal WHERE client_id = ? AND feed_position = ? AND recorded_at < ?")
                        .params(clientId, position + 1, oldest.atOffset(ZoneOffset.UTC))
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Returns whether the client has read its feed at this node since a time. */
    public boolean isReadSince(String clientId, Instant time) {
        Instant last = read.get(clientId);
        return last != null && !last.isBefore(time);
    }

    /** Records that the client reads its feed, and has stored all messages up to a position. */
    @Transactional
    public void acknowledge(String clientId, long position) {
        read.put(clientId, clock.instant());
        jdbc.sql(
                        "UPDATE event_feed SET acknowledged = ? WHERE client_id = ? AND acknowledged < ? AND last_position >= ?")
                .params(position, clientId, position, position)
                .update();
    }
}

package org.coincide.engine.deadletters;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.coincide.engine.json.StorableText;
import org.coincide.engine.reading.RecordMapper;
import org.coincide.engine.retention.ExpiredRows;
import org.coincide.engine.retention.Removal;
import org.coincide.engine.retention.RetentionProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The dead letters, in the server's database, outside the broker's store. Each sender has a bounded number. */
@Repository
public class DeadLetters implements ExpiredRows {

    /**
     * The origin of a message.
     *
     * @param sender broker account of the sender; null if unknown
     * @param messageId JMS message id
     * @param signature the sender's signature of the message; null for none
     * @param orderSignature the sender's signature of the order in the message; null for none
     */
    public record Origin(String queue, String sender, String messageId, String signature, String orderSignature) {}

    private static final int LONGEST_TEXT = 1_000;

    /** Number of bytes of a body that are kept. */
    private static final int LONGEST_BODY = 1 << 20;

    private static final String COLUMNS =
            "SELECT id, queue, sender, message_id, reason, reason_text, body_size, stored_at FROM dead_letter";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final DeadLetterProperties properties;
    private final RetentionProperties retention;

    DeadLetters(JdbcClient jdbc, Clock clock, DeadLetterProperties properties, RetentionProperties retention) {
        this.retention = retention;
        this.jdbc = jdbc;
        this.clock = clock;
        this.properties = properties;
    }

    /**
     * Stores a message; a duplicate is ignored. Removes the oldest letters of the sender that exceed the limits.
     *
     * @param body body as received
     */
    @Transactional
    public void add(Origin origin, String reason, String reasonText, byte[] body) {
        if (isKnown(origin.queue(), origin.messageId())) {
            return;
        }
        jdbc.sql(
                        """
                        INSERT INTO dead_letter (queue, sender, message_id, signature, order_signature, reason, reason_text,
                          body_size, body, stored_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        origin.queue(),
                        origin.sender(),
                        origin.messageId(),
                        storable(origin.signature()),
                        storable(origin.orderSignature()),
                        reason,
                        StorableText.shortened(reasonText, LONGEST_TEXT),
                        body.length,
                        Base64.getEncoder().encodeToString(Arrays.copyOf(body, Math.min(body.length, LONGEST_BODY))),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        removeOldest(origin.sender());
    }

    /** A signature that is too long or cannot be stored is no valid one. */
    private static String storable(String signature) {
        return signature == null
                        || signature.length() > LONGEST_TEXT
                        || StorableText.firstInvalid(signature).isPresent()
                ? null
                : signature;
    }

    private boolean isKnown(String queue, String messageId) {
        return jdbc.sql("SELECT COUNT(*) FROM dead_letter WHERE queue = ? AND message_id = ?")
                        .params(queue, messageId)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private void removeOldest(String sender) {
        record Size(long id, int bodySize) {}
        List<Size> newestFirst = jdbc.sql(
                        "SELECT id, body_size FROM dead_letter WHERE COALESCE(sender, '') = ? ORDER BY id DESC")
                .param(sender == null ? "" : sender)
                .query(RecordMapper.of(Size.class))
                .list();
        long bytes = 0;
        for (int kept = 0; kept < newestFirst.size(); kept++) {
            Size next = newestFirst.get(kept);
            bytes += next.bodySize();
            boolean newest = kept == 0;
            if (!newest
                    && (kept >= properties.perSender()
                            || bytes > properties.sizePerSender().toBytes())) {
                removeUpTo(next.id(), sender);
                return;
            }
        }
    }

    private void removeUpTo(long id, String sender) {
        jdbc.sql("DELETE FROM dead_letter WHERE COALESCE(sender, '') = ? AND id <= ?")
                .params(sender == null ? "" : sender, id)
                .update();
    }

    /** Returns a page of the dead letters, newest first. */
    public List<DeadLetter> newest(int limit, long offset) {
        return jdbc.sql(COLUMNS + " ORDER BY id DESC LIMIT ? OFFSET ?")
                .params(limit, offset)
                .query(RecordMapper.of(DeadLetter.class))
                .list();
    }

    public Optional<DeadLetter> find(long id) {
        return jdbc.sql(COLUMNS + " WHERE id = ?")
                .param(id)
                .query(RecordMapper.of(DeadLetter.class))
                .optional();
    }

    /** Returns the origin of a dead letter, with its signatures. */
    public Optional<Origin> origin(long id) {
        return jdbc.sql("SELECT queue, sender, message_id, signature, order_signature FROM dead_letter WHERE id = ?")
                .param(id)
                .query(RecordMapper.of(Origin.class))
                .optional();
    }

    /** Returns the body of a dead letter as received, at most the first 1,048,576 bytes. */
    public Optional<byte[]> body(long id) {
        return jdbc.sql("SELECT body FROM dead_letter WHERE id = ?")
                .param(id)
                .query(String.class)
                .optional()
                .map(Base64.getDecoder()::decode);
    }

    /** Removes a dead letter; returns false if there is none with that id. */
    @Transactional
    public boolean remove(long id) {
        return jdbc.sql("DELETE FROM dead_letter WHERE id = ?").param(id).update() == 1;
    }

    /** Returns the number of dead letters. */
    public long count() {
        return jdbc.sql("SELECT COUNT(*) FROM dead_letter").query(Long.class).single();
    }

    @Override
    public int removeExpired(Instant now, int limit, Removal removal) {
        return removal.remove(
                "dead_letter",
                "id",
                jdbc.sql("SELECT id FROM dead_letter WHERE stored_at < ? ORDER BY id LIMIT ?")
                        .params(now.minus(retention.deadLetters()).atOffset(ZoneOffset.UTC), limit)
                        .query(Long.class)
                        .list());
    }
}

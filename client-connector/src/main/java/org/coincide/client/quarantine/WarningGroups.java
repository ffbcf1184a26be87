package org.coincide.client.quarantine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coincide.client.contract.StorableText;
import org.coincide.client.verification.WarningType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Warnings by trade and type, in the table {@code warning_group}. */
@Repository
public class WarningGroups {

    private static final int MAX_TEXT_LENGTH = 2000;
    private static final String NO_TRADE = "";
    private static final String SELECT =
            """
            SELECT g.*, CASE WHEN EXISTS (SELECT 1 FROM quarantine q WHERE q.id = g.latest_quarantine_id AND q.state = 'APPLIED')
              AND NOT EXISTS (SELECT 1 FROM quarantine w WHERE w.trading_id = g.trading_id AND w.state = 'WAITING')
              THEN TRUE ELSE FALSE END AS healed FROM warning_group g""";

    /** SQL that selects the identifiers of the trades with warnings. */
    public static final String WARNED_TRADES = "SELECT trading_id FROM warning_group WHERE trading_id <> ''";

    /** SQL that selects the identifiers of the trades with warnings that are neither settled nor acknowledged nor healed. */
    public static final String DISPUTED_TRADES = "SELECT trading_id FROM (" + SELECT
            + ") open_group WHERE trading_id <> '' AND settled < warnings AND acknowledged < warnings AND healed = FALSE";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    WarningGroups(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Adds warnings to their groups, in the transaction that inserts them. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(List<RaisedWarning> warnings) {
        if (warnings.isEmpty()) {
            return;
        }
        Map<Key, List<RaisedWarning>> grouped = new LinkedHashMap<>();
        warnings.forEach(raised -> grouped.computeIfAbsent(Key.of(raised), key -> new ArrayList<>())
                .add(raised));
        var keys = List.copyOf(grouped.keySet());
        var updated = batches.batchUpdate(
                """
                UPDATE warning_group SET warnings = warnings + ?, latest_at = ?, latest_text = ?, latest_quarantine_id = ?,
                  server_acknowledged_at = NULL
                WHERE trading_id = ? AND warning_type = ?
                """,
                keys.stream().map(key -> updated(key, grouped.get(key))).toList());
        List<Object[]> added = new ArrayList<>();
        for (int i = 0; i < updated.length; i++) {
            if (updated[i] == 0) {
                added.add(inserted(keys.get(i), grouped.get(keys.get(i))));
            }
        }
        if (!added.isEmpty()) {
            batches.batchUpdate(
                    """
                    INSERT INTO warning_group (warnings, latest_at, latest_text, latest_quarantine_id, trading_id,
                      warning_type, first_at) VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                    added);
        }
    }

    /** Counts settled warnings. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void settle(String tradingId, WarningType type, long number) {
        jdbc.sql("UPDATE warning_group SET settled = settled + ? WHERE trading_id = ? AND warning_type = ?")
                .params(number, tradingId, type.name())
                .update();
    }

    /**
     * The groups: the open ones of verified origin first, then the other open ones, then those that need nobody; each by the time of their
     * latest warnings, newest first.
     */
    public List<WarningGroup> all(int limit, int offset) {
        return jdbc.sql(
                        """
                        SELECT * FROM (%s) any_group
                        ORDER BY CASE WHEN settled >= warnings OR acknowledged >= warnings OR healed = TRUE THEN 2
                          WHEN warning_type IN (%s) THEN 1 ELSE 0 END, latest_at DESC, trading_id, warning_type
                        OFFSET :offset ROWS FETCH NEXT :limit ROWS ONLY
                        """
                                .formatted(SELECT, WarningOrigin.unverifiedTypes()))
                .param("offset", offset)
                .param("limit", limit)
                .query((row, index) -> group(row))
                .list();
    }

    /** The groups of one trade, one for each type, newest first. */
    public List<WarningGroup> of(String tradingId, int limit, int offset) {
        return jdbc.sql(
                        SELECT
                                + """
                         WHERE trading_id = :trade AND trading_id <> '' ORDER BY latest_at DESC, warning_type
                        OFFSET :offset ROWS FETCH NEXT :limit ROWS ONLY
                        """)
                .param("trade", tradingId)
                .param("offset", offset)
                .param("limit", limit)
                .query((row, index) -> group(row))
                .list();
    }

    /** The number of groups; of one trade only, unless it is null. */
    public long count(String tradingId) {
        return jdbc.sql(
                        """
                        SELECT COUNT(*) FROM warning_group
                        WHERE CAST(:trade AS VARCHAR(200)) IS NULL OR trading_id = :trade AND trading_id <> ''
                        """)
                .param("trade", tradingId)
                .query(Long.class)
                .single();
    }

    /**
     * Acknowledges the warnings of a group that a person has seen. Later warnings of the group are open again.
     *
     * @param tradingId null for warnings of unverified origin
     * @return the group; empty if there is none
     */
    @Transactional
    public Optional<WarningGroup> acknowledge(String tradingId, WarningType type, long seen, String note, Instant now) {
        var trade = tradingId == null ? NO_TRADE : tradingId;
        jdbc.sql(
                        """
                        UPDATE warning_group SET acknowledged = CASE WHEN warnings < :seen THEN warnings ELSE CAST(:seen AS BIGINT) END,
                          acknowledged_at = :now, note = :note WHERE trading_id = :trade AND warning_type = :type
                        """)
                .param("seen", seen)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("note", StorableText.sanitize(note, MAX_TEXT_LENGTH))
                .param("trade", trade)
                .param("type", type.name())
                .update();
        return find(new Key(trade, type));
    }

    /** Returns whether a group waits for the server: its warnings are not acknowledged there, or the last one is later than a time. */
    public boolean awaitServer(Instant recent) {
        return !jdbc.sql(
                        """
                        SELECT trading_id FROM warning_group WHERE server_acknowledged_at IS NULL OR latest_at > ?
                        FETCH NEXT 1 ROWS ONLY
                        """)
                .param(recent.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list()
                .isEmpty();
    }

    /**
     * Stores the latest answer to the warnings of each group, and whether the server has acknowledged all of them.
     *
     * @param answers the newest warnings at the server, newest first
     * @return whether a group has changed
     */
    @Transactional
    public boolean answer(List<ServerAnswer> answers) {
        Map<Key, List<ServerAnswer>> grouped = new LinkedHashMap<>();
        answers.forEach(
                answer -> grouped.computeIfAbsent(Key.of(answer.tradingId(), answer.type()), key -> new ArrayList<>())
                        .add(answer));
        boolean changed = false;
        for (var group : grouped.entrySet()) {
            changed |= answer(group.getKey(), group.getValue());
        }
        return changed;
    }

    private boolean answer(Key key, List<ServerAnswer> answers) {
        var latest = answers.stream()
                .filter(answer -> answer.text() != null)
                .max(Comparator.comparing(ServerAnswer::answeredAt));
        var acknowledged = answers.stream().allMatch(answer -> answer.acknowledgedAt() != null)
                ? answers.stream().map(ServerAnswer::acknowledgedAt).max(Comparator.naturalOrder())
                : Optional.<Instant>empty();
        var text = latest.map(answer -> StorableText.sanitize(answer.text(), MAX_TEXT_LENGTH))
                .orElse(null);
        var before = find(key);
        if (before.isEmpty()
                || (text == null || text.equals(before.get().answer()))
                        && acknowledged.isPresent() == (before.get().serverAcknowledgedAt() != null)) {
            return false;
        }
        jdbc.sql(
                        """
                        UPDATE warning_group SET answer = COALESCE(CAST(:text AS VARCHAR(2000)), answer),
                          answered_at = COALESCE(CAST(:answered AS TIMESTAMP WITH TIME ZONE), answered_at), server_acknowledged_at = :acknowledged
                        WHERE trading_id = :trade AND warning_type = :type
                        """)
                .param("text", text)
                .param(
                        "answered",
                        latest.map(ServerAnswer::answeredAt)
                                .map(WarningGroups::utc)
                                .orElse(null),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("acknowledged", acknowledged.map(WarningGroups::utc).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("trade", key.tradingId())
                .param("type", key.type().name())
                .update();
        return true;
    }

    private Optional<WarningGroup> find(Key key) {
        return jdbc.sql(SELECT + " WHERE trading_id = ? AND warning_type = ?")
                .params(key.tradingId(), key.type().name())
                .query((row, index) -> group(row))
                .optional();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static Object[] updated(Key key, List<RaisedWarning> warnings) {
        var latest = warnings.get(warnings.size() - 1);
        return new Object[] {
            warnings.size(),
            latest.time().atOffset(ZoneOffset.UTC),
            StorableText.sanitize(latest.warning().text(), MAX_TEXT_LENGTH),
            latest.quarantineId(),
            key.tradingId(),
            key.type().name()
        };
    }

    private static Object[] inserted(Key key, List<RaisedWarning> warnings) {
        var values = new ArrayList<>(List.of(updated(key, warnings)));
        values.add(warnings.get(0).time().atOffset(ZoneOffset.UTC));
        return values.toArray();
    }

    private static WarningGroup group(ResultSet row) throws SQLException {
        var type = WarningType.valueOf(row.getString("warning_type"));
        var tradingId = row.getString("trading_id");
        return new WarningGroup(
                type,
                WarningOrigin.of(type),
                tradingId.equals(NO_TRADE) ? null : tradingId,
                row.getLong("warnings"),
                row.getObject("first_at", OffsetDateTime.class).toInstant(),
                row.getObject("latest_at", OffsetDateTime.class).toInstant(),
                row.getString("latest_text"),
                row.getString("latest_quarantine_id"),
                row.getLong("settled"),
                row.getLong("acknowledged"),
                instant(row.getObject("acknowledged_at", OffsetDateTime.class)),
                row.getString("note"),
                row.getString("answer"),
                instant(row.getObject("answered_at", OffsetDateTime.class)),
                instant(row.getObject("server_acknowledged_at", OffsetDateTime.class)),
                row.getBoolean("healed"));
    }

    /** Trade and type. Unverified messages can name any number of trades, and so form one group. */
    private record Key(String tradingId, WarningType type) {

        static Key of(RaisedWarning raised) {
            return of(raised.warning().tradingId(), raised.warning().type());
        }

        static Key of(String tradingId, WarningType type) {
            return new Key(
                    tradingId == null || WarningOrigin.of(type) == WarningOrigin.UNVERIFIED ? NO_TRADE : tradingId,
                    type);
        }
    }
}

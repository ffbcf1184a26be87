package org.coincide.client.quarantine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.coincide.client.contract.StorableText;
import org.coincide.client.paging.Parts;
import org.coincide.client.verification.Warning;
import org.coincide.client.verification.WarningType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The raised warnings, in the table {@code warning}. */
@Repository
public class Warnings {

    private static final int MAX_TEXT_LENGTH = 2000;
    private static final int MAX_SOURCE_LENGTH = 1000;
    private static final int MAX_ID_LENGTH = 510;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    Warnings(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** The warnings, newest first; of one type or trade only, unless these are null. */
    public List<RaisedWarning> newest(WarningType type, String tradingId, int limit, int offset) {
        return jdbc.sql(
                        """
                        SELECT * FROM warning
                        WHERE (CAST(:type AS VARCHAR(40)) IS NULL OR warning_type = :type)
                          AND (CAST(:trade AS VARCHAR(200)) IS NULL OR trading_id = :trade)
                        ORDER BY raised_at DESC, id DESC
                        OFFSET :offset ROWS FETCH NEXT :limit ROWS ONLY
                        """)
                .param("type", type == null ? null : type.name())
                .param("trade", tradingId)
                .param("offset", offset)
                .param("limit", limit)
                .query((row, index) -> warning(row))
                .list();
    }

    /** The number of warnings; of one type or trade only, unless these are null. */
    public long count(WarningType type, String tradingId) {
        return jdbc.sql(
                        """
                        SELECT COUNT(*) FROM warning
                        WHERE (CAST(:type AS VARCHAR(40)) IS NULL OR warning_type = :type)
                          AND (CAST(:trade AS VARCHAR(200)) IS NULL OR trading_id = :trade)
                        """)
                .param("type", type == null ? null : type.name())
                .param("trade", tradingId)
                .query(Long.class)
                .single();
    }

    /** Returns whether a warning of this type was raised about a message of a trade. */
    public boolean contains(WarningType type, String tradingId, Long sequence) {
        return tradingId != null
                && jdbc.sql(
                                        """
                                SELECT COUNT(*) FROM warning
                                WHERE trading_id = ? AND warning_type = ? AND sequence_number = ?
                                """)
                                .params(tradingId, type.name(), sequence)
                                .query(Integer.class)
                                .single()
                        > 0;
    }

    /** Returns those warnings about messages of trades that were not raised before: none of their type about the same message. */
    public List<Warning> notRaised(List<Warning> warnings) {
        Set<Raised> raised = new HashSet<>();
        for (var ids : Parts.of(warnings.stream()
                .map(Warning::tradingId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()))) {
            jdbc.sql(
                            "SELECT DISTINCT trading_id, warning_type, sequence_number FROM warning WHERE trading_id IN (:ids)")
                    .param("ids", ids)
                    .query(Raised.class)
                    .list()
                    .forEach(raised::add);
        }
        return warnings.stream()
                .filter(warning ->
                        !raised.contains(new Raised(warning.tradingId(), warning.type(), warning.sequence())))
                .toList();
    }

    private record Raised(String tradingId, WarningType warningType, Long sequenceNumber) {}

    /** The warning with the id. */
    public Optional<RaisedWarning> find(String id) {
        return jdbc.sql("SELECT * FROM warning WHERE id = ?")
                .param(id)
                .query((row, index) -> warning(row))
                .optional();
    }

    /** Inserts warnings, in the transaction that inserts their messages. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void insert(List<RaisedWarning> warnings) {
        if (!warnings.isEmpty()) {
            batches.batchUpdate(
                    """
                    INSERT INTO warning (id, raised_at, warning_type, warning_text, trading_id, sequence_number,
                      event_source, event_id, quarantine_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    warnings.stream().map(Warnings::values).toList());
        }
    }

    private static Object[] values(RaisedWarning raised) {
        var warning = raised.warning();
        return new Object[] {
            raised.id(),
            raised.time().atOffset(ZoneOffset.UTC),
            warning.type().name(),
            StorableText.sanitize(warning.text(), MAX_TEXT_LENGTH),
            warning.tradingId(),
            warning.sequence(),
            StorableText.sanitize(warning.eventSource(), MAX_SOURCE_LENGTH),
            StorableText.sanitize(warning.eventId(), MAX_ID_LENGTH),
            raised.quarantineId()
        };
    }

    private static RaisedWarning warning(ResultSet row) throws SQLException {
        return new RaisedWarning(
                row.getString("id"),
                row.getObject("raised_at", OffsetDateTime.class).toInstant(),
                new Warning(
                        WarningType.valueOf(row.getString("warning_type")),
                        row.getString("warning_text"),
                        row.getString("trading_id"),
                        row.getObject("sequence_number", Long.class),
                        row.getString("event_source"),
                        row.getString("event_id"),
                        null),
                row.getString("quarantine_id"));
    }
}

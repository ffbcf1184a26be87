package org.coincide.client.settlement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.coincide.client.contract.Json;
import org.coincide.client.retention.TradeTables;
import org.coincide.client.settlement.Settlement.Choice;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The settlements, in the table {@code settlement}. */
@Repository
public class Settlements implements TradeTables {

    private final JdbcClient jdbc;

    Settlements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void store(Settlement settlement, long entryNumber) {
        jdbc.sql(
                        """
                        INSERT INTO settlement (warning_id, trading_id, sequence_number, choice, note, settled_at, kept_digest,
                          rejected_digest, entry_number) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        settlement.warningId(),
                        settlement.tradingId(),
                        settlement.sequence(),
                        settlement.choice().name(),
                        settlement.note(),
                        settlement.settledAt().atOffset(ZoneOffset.UTC),
                        settlement.keptDigest(),
                        settlement.rejectedDigest(),
                        entryNumber)
                .update();
    }

    @Override
    public List<TradeTable> tables() {
        return List.of(TradeTable.of("settlement"));
    }

    /** The settlements of the warnings, by warning. */
    public Map<String, Settlement> of(Collection<String> warningIds) {
        Map<String, Settlement> settlements = new HashMap<>();
        if (!warningIds.isEmpty()) {
            jdbc.sql("SELECT * FROM settlement WHERE warning_id IN (:ids)")
                    .param("ids", warningIds)
                    .query((row, index) -> settlement(row))
                    .list()
                    .forEach(settlement -> settlements.put(settlement.warningId(), settlement));
        }
        return settlements;
    }

    /** The stored rows about the trades, column by column, for their verification. */
    public List<Map<String, Object>> rowsOf(Collection<String> tradingIds) {
        return tradingIds.isEmpty()
                ? List.of()
                : jdbc.sql("SELECT * FROM settlement WHERE trading_id IN (:ids)")
                        .param("ids", tradingIds)
                        .query()
                        .listOfRows();
    }

    /** The stored rows after an identifier, in the database's order. */
    public List<Map<String, Object>> rowsAfter(String warningId, int limit) {
        return jdbc.sql(
                        """
                        SELECT * FROM settlement WHERE warning_id > :after ORDER BY warning_id
                        FETCH NEXT :limit ROWS ONLY
                        """)
                .param("after", warningId)
                .param("limit", limit)
                .query()
                .listOfRows();
    }

    /** The body of the settlement's ledger entry; {@code otherBody} is the message that was received later. */
    static String body(Settlement settlement, String otherBody) {
        ObjectNode body = Json.STRICT
                .createObjectNode()
                .put("warningId", settlement.warningId())
                .put("tradingId", settlement.tradingId())
                .put("sequence", settlement.sequence())
                .put("choice", settlement.choice().name())
                .put("note", settlement.note())
                .put("keptDigest", settlement.keptDigest())
                .put("rejectedDigest", settlement.rejectedDigest())
                .put("receivedBody", otherBody);
        return body.toString();
    }

    /** Returns the columns of the row that a ledger entry must have. */
    public static Map<String, Object> columns(JsonNode body, Instant recordedAt, long entryNumber) {
        Map<String, Object> row = new HashMap<>();
        row.put("warning_id", body.path("warningId").textValue());
        row.put("trading_id", body.path("tradingId").textValue());
        row.put("sequence_number", body.path("sequence").longValue());
        row.put("choice", body.path("choice").textValue());
        row.put("note", body.path("note").textValue());
        row.put("settled_at", recordedAt);
        row.put("kept_digest", body.path("keptDigest").textValue());
        row.put("rejected_digest", body.path("rejectedDigest").textValue());
        row.put("entry_number", entryNumber);
        return row;
    }

    private static Settlement settlement(ResultSet row) throws SQLException {
        return new Settlement(
                row.getString("warning_id"),
                row.getString("trading_id"),
                row.getLong("sequence_number"),
                Choice.valueOf(row.getString("choice")),
                row.getString("note"),
                row.getObject("settled_at", OffsetDateTime.class).toInstant(),
                row.getString("kept_digest"),
                row.getString("rejected_digest"));
    }
}

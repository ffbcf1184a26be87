package org.coincide.client.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.coincide.client.contract.Json;
import org.coincide.client.contract.MessageReader;
import org.coincide.client.evidence.EvidenceResult;
import org.coincide.client.evidence.EvidenceVerifier;
import org.coincide.client.history.TradeRemoval;
import org.coincide.client.integrity.Finding;
import org.coincide.client.integrity.LedgerVerification;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.TradeMessages;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** A connector whose trades become eleven years old at once, and what its database stores of each. */
final class AgedLedger implements AutoCloseable {

    private static final Duration ELEVEN_YEARS = Duration.ofDays(4015);

    private final BrokerlessConnector client;
    private final JdbcTemplate jdbc;
    private final Instant later = Clock.systemUTC().instant().plus(ELEVEN_YEARS);

    AgedLedger(BrokerlessConnector client) {
        this.client = client;
        this.jdbc = client.jdbc();
    }

    /** The time that {@link #removed()} takes as the present. */
    Instant later() {
        return later;
    }

    @Override
    public void close() {
        client.close();
    }

    /** Removes the trades that are old eleven years from now; returns their number. */
    int removed() {
        return client.bean(TradeRemoval.class).remove(later, Instant.MAX);
    }

    TradeMessages placed() {
        var order = ContractFiles.order("PO-" + UUID.randomUUID());
        assertThat(client.place(order).statusCode()).isEqualTo(202);
        return TradeMessages.of(order);
    }

    TradeMessages closed() {
        var trade = placed();
        client.receive(trade.completeTrade().toList());
        assertThat(client.trade(trade.tradingId()).path("closed").asBoolean()).isTrue();
        return trade;
    }

    void assertStays(TradeMessages trade) {
        assertThat(client.trade(trade.tradingId()).isMissingNode()).isFalse();
        assertThat(tablesWith(trade))
                .contains("trade", "history_entry", "placed_order")
                .doesNotContain("removed_trade");
    }

    void assertIntact() {
        assertThat(findings()).isEmpty();
    }

    List<Finding> findings() {
        return client.bean(LedgerVerification.class).verify().findings();
    }

    List<String> warnings(TradeMessages trade) {
        return jdbc.queryForList(
                "SELECT warning_type FROM warning WHERE trading_id = ?", String.class, trade.tradingId());
    }

    int inquiries(TradeMessages trade) {
        return jdbc.queryForObject(
                "SELECT COUNT(*) FROM request WHERE event_type = 'trading.inquiry.v1' AND subject = ?",
                Integer.class,
                trade.tradingId());
    }

    EvidenceResult verified(byte[] file) {
        return new EvidenceVerifier(client.bean(MessageReader.class)).verify(file, Set.of(), Set.of());
    }

    Path folder() {
        return client.dataDirectory().resolve("client-acme").resolve("removed");
    }

    Path exported(TradeMessages trade) {
        JsonNode removal =
                jdbc.queryForList("SELECT body FROM ledger_entry WHERE kind = 'REMOVAL'", String.class).stream()
                        .map(AgedLedger::json)
                        .filter(body -> body.get("tradingId").asText().equals(trade.tradingId()))
                        .findFirst()
                        .orElseThrow();
        return folder().resolve(removal.get("evidenceFile").asText());
    }

    private static JsonNode json(String text) {
        try {
            return Json.STRICT.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tables that mention the trade's identifier or its order anywhere. */
    List<String> tablesWith(TradeMessages trade) {
        List<String> found = new ArrayList<>();
        for (var table : tables()) {
            for (var row : jdbc.queryForList("SELECT * FROM " + table)) {
                if (row.values().stream()
                        .anyMatch(value -> String.valueOf(value).contains(trade.tradingId())
                                || String.valueOf(value).contains(trade.reference()))) {
                    found.add(table);
                    break;
                }
            }
        }
        return found;
    }

    List<String> tablesWithTradingId() {
        return tables().stream()
                .filter(table -> jdbc.queryForList("SELECT * FROM " + table + " WHERE 1 = 0")
                                .isEmpty()
                        && hasTradingId(table))
                .toList();
    }

    private boolean hasTradingId(String table) {
        return Boolean.TRUE.equals(jdbc.query("SELECT * FROM " + table + " WHERE 1 = 0", rows -> {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                if (rows.getMetaData().getColumnLabel(i).equalsIgnoreCase("trading_id")) {
                    return true;
                }
            }
            return false;
        }));
    }

    private List<String> tables() {
        return jdbc.execute((ConnectionCallback<List<String>>) connection -> {
            List<String> names = new ArrayList<>();
            try (var rows =
                    connection.getMetaData().getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
                while (rows.next()) {
                    var name = rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
                    if (!name.startsWith("flyway")) {
                        names.add(name);
                    }
                }
            }
            return names;
        });
    }
}

package org.coincide.client.requests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.coincide.client.contract.Json;
import org.coincide.client.contract.RefusalReport;
import org.coincide.client.ledger.EntryKind;
import org.coincide.client.ledger.LedgerEntries;
import org.coincide.client.ledger.NewEntry;
import org.coincide.client.requests.TradeRequest.Kind;
import org.coincide.client.requests.TradeRequest.State;
import org.coincide.client.signatures.SigningKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Users' requests about trades, in the table {@code trade_request}. */
@Repository
public class TradeRequests {

    private final JdbcClient jdbc;
    private final LedgerEntries ledger;
    private final SigningKey key;

    TradeRequests(JdbcClient jdbc, LedgerEntries ledger, SigningKey key) {
        this.key = key;
        this.jdbc = jdbc;
        this.ledger = ledger;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void store(NewRequest request, Instant now) {
        long number = ledger.append(List.of(new NewEntry(
                EntryKind.REQUEST,
                now,
                request.event().text(),
                key.sign(request.event().text()))));
        jdbc.sql(
                        """
                        INSERT INTO trade_request (id, trading_id, order_reference, kind, return_number, content_digest,
                          order_digest, state, requested_at, entry_number) VALUES (?, ?, ?, ?, ?, ?, ?, 'REQUESTED', ?, ?)
                        """)
                .params(
                        request.event().id(),
                        request.event().subject(),
                        request.orderReference(),
                        request.kind().name(),
                        request.returnNumber(),
                        request.contentDigest(),
                        request.orderDigest(),
                        time(now),
                        number)
                .update();
    }

    /** The content digest of the return with the number. */
    Optional<String> digestOfReturn(String tradingId, String returnNumber) {
        return jdbc.sql(
                        """
                        SELECT content_digest FROM trade_request WHERE trading_id = ? AND return_number = ?
                        ORDER BY requested_at FETCH NEXT 1 ROWS ONLY
                        """)
                .params(tradingId, returnNumber)
                .query(String.class)
                .optional();
    }

    /** The requests about a trade, oldest first. */
    public List<TradeRequest> of(String tradingId) {
        return recorded(tradingId).stream().map(Recorded::request).toList();
    }

    /** The identifiers of the requests about a trade, by kind. */
    public Map<String, Set<String>> idsByKind(String tradingId) {
        return of(tradingId).stream()
                .collect(Collectors.groupingBy(
                        request -> request.kind().name(),
                        Collectors.mapping(TradeRequest::requestId, Collectors.toSet())));
    }

    /** The digests of the amended orders that this client has requested. */
    public Set<String> amendmentsOf(String orderReference) {
        return new HashSet<>(
                jdbc.sql("SELECT order_digest FROM trade_request WHERE order_reference = ? AND kind = 'AMENDMENT'")
                        .param(orderReference)
                        .query(String.class)
                        .list());
    }

    /** The requests about a trade with the numbers of their ledger entries, oldest first. */
    List<Recorded> recorded(String tradingId) {
        return jdbc.sql("SELECT * FROM trade_request WHERE trading_id = ? ORDER BY entry_number")
                .param(tradingId)
                .query((row, index) -> new Recorded(
                        request(row),
                        row.getLong("entry_number"),
                        row.getString("content_digest"),
                        row.getString("order_digest")))
                .list();
    }

    /**
     * A request with the number of its ledger entry.
     *
     * @param orderDigest digest of the amended order; null for other requests
     */
    record Recorded(TradeRequest request, long entryNumber, String contentDigest, String orderDigest) {}

    /**
     * Appends a refusal to the ledger and marks its request as refused; the newest of its kind if the refusal contains no requestId.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void markRefused(RefusalReport refusal, String reasons, String body, String signature, Instant now) {
        jdbc
                .sql(
                        """
                        SELECT id FROM trade_request WHERE trading_id = ? AND kind = ? AND state = 'REQUESTED'
                        ORDER BY requested_at DESC
                        """)
                .params(refusal.tradingId(), refusal.refused())
                .query(String.class)
                .list()
                .stream()
                .filter(id -> refusal.requestId() == null || refusal.requestId().equals(id))
                .findFirst()
                .ifPresent(id -> refuse(
                        id,
                        reasons,
                        ledger.append(List.of(new NewEntry(EntryKind.REFUSAL, now, body, signature))),
                        now));
    }

    private void refuse(String id, String reasons, long entryNumber, Instant now) {
        jdbc.sql(
                        """
                        UPDATE trade_request SET state = 'REFUSED', reasons = ?, answered_at = ?, answer_entry = ?
                        WHERE id = ?
                        """)
                .params(reasons, time(now), entryNumber, id)
                .update();
    }

    private static TradeRequest request(ResultSet row) throws SQLException {
        var answered = row.getObject("answered_at", OffsetDateTime.class);
        return new TradeRequest(
                row.getString("id"),
                Kind.valueOf(row.getString("kind")),
                row.getString("return_number"),
                State.valueOf(row.getString("state")),
                reasons(row.getString("reasons")),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                answered == null ? null : answered.toInstant());
    }

    private static JsonNode reasons(String stored) {
        try {
            return stored == null ? null : Json.STRICT.readTree(stored);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("The column trade_request.reasons contains invalid JSON", e);
        }
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}

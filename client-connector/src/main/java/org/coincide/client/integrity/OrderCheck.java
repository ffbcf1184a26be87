package org.coincide.client.integrity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.contract.Json;
import org.coincide.client.contract.TradingMessage;
import org.coincide.client.ledger.EntryKind;
import org.coincide.client.ledger.LedgerEntries;
import org.coincide.client.ledger.LedgerEntry;
import org.coincide.client.ordering.Adoption.Proof;
import org.coincide.client.settlement.Settlements;
import org.coincide.client.signatures.SigningKey;
import org.springframework.stereotype.Component;

/** Recomputes placed orders, requests and settlements from their entries and the entries of their answers, and compares the rows. */
@Component
final class OrderCheck {

    static final String ORDERS = "placed_order";
    static final String REQUESTS = "trade_request";

    private final LedgerEntries entries;
    private final EntryBodies bodies;
    private final SigningKey key;

    OrderCheck(LedgerEntries entries, EntryBodies bodies, SigningKey key) {
        this.key = key;
        this.entries = entries;
        this.bodies = bodies;
    }

    void checkOrders(List<Map<String, Object>> rows, Findings findings) {
        var stored = load(rows);
        for (var row : rows) {
            var reference = StoredValues.text(row, "order_reference");
            var tradingId = (String) row.get("trading_id");
            var placed = entry(row, "entry_number", stored, EntryKind.ORDER);
            var digest = placed.flatMap(bodies::sent)
                    .filter(sent -> reference.equals(sent.getSubject()))
                    .map(OrderCheck::digest);
            boolean adopted = placed.isEmpty() && row.get("adopted") != null;
            if (adopted) {
                placed = entry(row, "entry_number", stored, EntryKind.MESSAGE);
                digest = placed.flatMap(bodies::information)
                        .filter(message -> reference.equals(message.data().orderReference()))
                        .map(message -> CanonicalJson.digest(message.contents()));
            }
            if (digest.isEmpty()) {
                findings.add(
                        placed.isPresent()
                                ? Finding.changed(ORDERS, reference, "entry_number", tradingId)
                                : Finding.added(ORDERS, reference, tradingId));
                continue;
            }
            var expected = new HashMap<String, Object>();
            expected.put("order_reference", reference);
            expected.put("event_body", placed.get().body());
            expected.put("order_digest", digest.get());
            expected.put("adopted", adopted ? proof(row, placed.get()) : null);
            expected.put("placed_at", placed.get().recordedAt());
            addAnswer(expected, reference, stored.get(StoredValues.number(row, "answer_entry")));
            if (row.get("answer_entry") != null && expected.get("answer_entry") == null) {
                findings.add(Finding.changed(ORDERS, reference, "answer_entry", tradingId));
            } else {
                findings.compare(ORDERS, reference, tradingId, expected, row);
            }
        }
    }

    /** A signature is verified. That there was none when the order was adopted is not, since this client can have another key now. */
    private String proof(Map<String, Object> row, LedgerEntry adopted) {
        boolean signed = bodies.information(adopted)
                .filter(message -> key.hasSignedCanonical(
                        message.contents(), message.data().orderSignature()))
                .isPresent();
        return signed && !Proof.SERVER.name().equals(row.get("adopted")) ? Proof.SIGNATURE.name() : Proof.SERVER.name();
    }

    private void addAnswer(Map<String, Object> expected, String reference, LedgerEntry answer) {
        expected.put("state", "OPEN");
        for (var column : List.of("answered_at", "trading_id", "reasons", "answer_entry")) {
            expected.put(column, null);
        }
        var accepted = Optional.ofNullable(answer)
                .flatMap(bodies::information)
                .map(TradingMessage.OfInformation::data)
                .filter(data -> data.orderReference().equals(reference));
        var refused = bodies.refusal(answer)
                .filter(data -> data.isForOrder() && data.orderReference().equals(reference));
        accepted.ifPresent(data -> {
            expected.put("state", "ACCEPTED");
            expected.put("trading_id", data.tradingId());
        });
        refused.ifPresent(data -> {
            expected.put("state", "REFUSED");
            expected.put("reasons", data.reasonsAsJson());
        });
        if (accepted.isPresent() || refused.isPresent()) {
            expected.put("answered_at", answer.recordedAt());
            expected.put("answer_entry", answer.number());
        }
    }

    void checkRequests(List<Map<String, Object>> rows, Map<String, String> references, Findings findings) {
        var stored = load(rows);
        for (var row : rows) {
            var id = StoredValues.text(row, "id");
            var tradingId = (String) row.get("trading_id");
            var requested = entry(row, "entry_number", stored, EntryKind.REQUEST);
            var event = requested.flatMap(bodies::sent);
            if (event.isEmpty()) {
                findings.add(Finding.added(REQUESTS, id, tradingId));
                continue;
            }
            var expected = request(event.get(), requested.get());
            expected.put("order_reference", references.get(expected.get("trading_id")));
            addAnswer(expected, stored.get(StoredValues.number(row, "answer_entry")));
            if (row.get("answer_entry") != null && expected.get("answer_entry") == null) {
                findings.add(Finding.changed(REQUESTS, id, "answer_entry", tradingId));
            } else {
                findings.compare(REQUESTS, id, tradingId, expected, row);
            }
        }
    }

    void checkSettlements(List<Map<String, Object>> rows, Findings findings) {
        var stored = load(rows);
        for (var row : rows) {
            var id = StoredValues.text(row, "warning_id");
            var tradingId = (String) row.get("trading_id");
            var entry = entry(row, "entry_number", stored, EntryKind.SETTLEMENT);
            var body = entry.flatMap(bodies::json);
            if (body.isEmpty()) {
                findings.add(Finding.added("settlement", id, tradingId));
            } else {
                findings.compare(
                        "settlement",
                        id,
                        tradingId,
                        Settlements.columns(
                                body.get(),
                                entry.get().recordedAt(),
                                entry.get().number()),
                        row);
            }
        }
    }

    private static Map<String, Object> request(CloudEvent event, LedgerEntry entry) {
        var data = data(event);
        var kind = event.getType().replaceAll("^trading\\.|\\.v1$", "").toUpperCase(Locale.ROOT);
        var expected = new HashMap<String, Object>();
        expected.put("id", event.getId());
        expected.put("trading_id", event.getSubject());
        expected.put("kind", kind);
        expected.put("return_number", data.path("returnNumber").textValue());
        expected.put("content_digest", CanonicalJson.digest(data));
        expected.put("order_digest", kind.equals("AMENDMENT") ? CanonicalJson.digest(data.path("order")) : null);
        expected.put("requested_at", entry.recordedAt());
        return expected;
    }

    private void addAnswer(Map<String, Object> expected, LedgerEntry answer) {
        expected.put("state", "REQUESTED");
        for (var column : List.of("answered_at", "reasons", "answer_entry")) {
            expected.put(column, null);
        }
        bodies.refusal(answer)
                .filter(data -> data.isForRequest()
                        && data.tradingId().equals(expected.get("trading_id"))
                        && data.refused().equals(expected.get("kind")))
                .ifPresent(data -> {
                    expected.put("state", "REFUSED");
                    expected.put("reasons", data.reasonsAsJson());
                    expected.put("answered_at", answer.recordedAt());
                    expected.put("answer_entry", answer.number());
                });
    }

    private Map<Long, LedgerEntry> load(List<Map<String, Object>> rows) {
        List<Long> numbers = new ArrayList<>();
        for (var row : rows) {
            numbers.add(StoredValues.number(row, "entry_number"));
            numbers.add(StoredValues.number(row, "answer_entry"));
        }
        return entries.load(numbers);
    }

    private static Optional<LedgerEntry> entry(
            Map<String, Object> row, String column, Map<Long, LedgerEntry> stored, EntryKind kind) {
        return Optional.ofNullable(stored.get(StoredValues.number(row, column)))
                .filter(entry -> entry.kind().equals(kind.name()));
    }

    static String digest(CloudEvent order) {
        return CanonicalJson.digest(data(order));
    }

    private static JsonNode data(CloudEvent event) {
        try {
            return event.getData() == null
                    ? Json.STRICT.missingNode()
                    : Json.STRICT.readTree(event.getData().toBytes());
        } catch (JsonProcessingException altered) {
            return Json.STRICT.missingNode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

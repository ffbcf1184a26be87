package org.coincide.client.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.contract.Json;

/**
 * The removal of a closed trade, which the ledger contains as an entry. It names the trade, its last message, the exported evidence, and
 * each entry whose body was removed.
 *
 * @param sequence sequence of the trade's last message
 * @param lastDigest SHA-256 of the body of that message
 * @param closedAt time of that message
 * @param evidenceFile name of the file with the evidence
 * @param evidenceDigest SHA-256 of that file
 */
public record Removal(
        String tradingId,
        String orderReference,
        long sequence,
        String lastDigest,
        Instant closedAt,
        String evidenceFile,
        String evidenceDigest,
        List<Removed> entries) {

    /**
     * An entry whose body was removed.
     *
     * @param digest SHA-256 of the body
     * @param signatureDigest SHA-256 of the signature; null for none
     */
    public record Removed(long number, String digest, String signatureDigest) {

        public static Removed of(LedgerEntry entry) {
            return new Removed(entry.number(), entry.digest(), digestOf(entry.signature()));
        }
    }

    /** Returns SHA-256 of a signature; null for none. */
    public static String digestOf(String signature) {
        return signature == null ? null : CanonicalJson.digest(signature);
    }

    /** Returns whether a body with this digest was removed. */
    public boolean contains(String digest) {
        return entries.stream().anyMatch(entry -> entry.digest().equals(digest));
    }

    /** Returns the removed entry with a number. */
    public Optional<Removed> find(long number) {
        return entries.stream().filter(entry -> entry.number() == number).findFirst();
    }

    /** Returns the body of the ledger's entry. */
    public String toJson() {
        var body = Json.STRICT
                .createObjectNode()
                .put("tradingId", tradingId)
                .put("orderReference", orderReference)
                .put("sequence", sequence)
                .put("lastDigest", lastDigest)
                .put("closedAt", closedAt.toString())
                .put("evidenceFile", evidenceFile)
                .put("evidenceDigest", evidenceDigest);
        var list = body.putArray("entries");
        entries.forEach(entry -> list.addObject()
                .put("number", entry.number())
                .put("digest", entry.digest())
                .put("signatureDigest", entry.signatureDigest()));
        return body.toString();
    }

    /** Parses the body of an entry. An altered body can be anything: the result is then empty. */
    public static Optional<Removal> parse(String body) {
        try {
            var json = Json.STRICT.readTree(body == null ? "" : body);
            if (!json.path("entries").isArray() || !json.path("tradingId").isTextual()) {
                return Optional.empty();
            }
            List<Removed> entries = new ArrayList<>();
            json.path("entries").forEach(entry -> entries.add(removed(entry)));
            return Optional.of(new Removal(
                    json.path("tradingId").textValue(),
                    json.path("orderReference").textValue(),
                    json.path("sequence").asLong(),
                    json.path("lastDigest").textValue(),
                    Instant.parse(json.path("closedAt").asText()),
                    json.path("evidenceFile").textValue(),
                    json.path("evidenceDigest").textValue(),
                    List.copyOf(entries)));
        } catch (JsonProcessingException | java.time.DateTimeException altered) {
            return Optional.empty();
        }
    }

    private static Removed removed(JsonNode entry) {
        return new Removed(
                entry.path("number").asLong(),
                entry.path("digest").asText(),
                entry.path("signatureDigest").textValue());
    }

    /** Returns the columns of the row of {@code removed_trade} that a ledger entry must have. */
    public Map<String, Object> columns(Instant recordedAt, long entryNumber) {
        Map<String, Object> row = new HashMap<>();
        row.put("trading_id", tradingId);
        row.put("order_reference", orderReference);
        row.put("sequence_number", sequence);
        row.put("last_digest", lastDigest);
        row.put("removed_at", recordedAt.truncatedTo(ChronoUnit.MICROS));
        row.put("entry_number", entryNumber);
        return row;
    }
}

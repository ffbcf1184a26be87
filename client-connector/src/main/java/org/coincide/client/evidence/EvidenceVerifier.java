package org.coincide.client.evidence;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.contract.MessageReader;
import org.coincide.client.ledger.LedgerEntry;

/** Verifies an evidence file with nothing but the file: its digest, each entry's digest, signature and running head, and each trade's messages. */
public final class EvidenceVerifier {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DIGEST_LENGTH = 64;
    private static final int TAIL = EvidenceWriter.SEPARATOR.length() + DIGEST_LENGTH + EvidenceWriter.END.length();

    private final MessageReader reader;

    public EvidenceVerifier(MessageReader reader) {
        this.reader = reader;
    }

    /**
     * Verifies the bytes of a file.
     *
     * @param pinnedThumbprints keys of the server, by one of which each of its messages must be signed; empty for any
     * @param pinnedOfClient keys of the client, by one of which each order and request must be signed; empty for any
     */
    public EvidenceResult verify(byte[] file, Set<String> pinnedThumbprints, Set<String> pinnedOfClient) {
        List<String> problems = new ArrayList<>();
        var signatures = new EvidenceSignatures(pinnedThumbprints, pinnedOfClient, problems);
        if (!digestHolds(file)) {
            problems.add("The file's digest does not match its bytes: the file was changed.");
        }
        var evidence = read(file, problems);
        if (evidence == null
                || !EvidenceWriter.FORMAT.equals(evidence.path("format").asText())) {
            problems.add("The file is not evidence of format " + EvidenceWriter.FORMAT + ".");
            return new EvidenceResult(0, List.of(), Set.of(), Set.of(), problems);
        }
        var trades = new EvidenceTrades(reader, problems);
        boolean whole = evidence.path("tradingId").isNull();
        LedgerEntry last = null;
        int count = 0;
        for (var node : evidence.path("entries")) {
            var entry = entry(node, problems);
            if (entry == null) {
                continue;
            }
            checkEntry(entry, node.path("previousHead").asText(), whole ? last : null, whole, problems);
            signatures.check(entry);
            trades.add(entry);
            last = entry;
            count++;
        }
        checkHead(evidence.path("head"), last, whole, problems);
        trades.finish(evidence.path("tradingId").textValue(), signatures::isOfClient);
        return new EvidenceResult(count, trades.summaries(), signatures.keys(), signatures.clientKeys(), problems);
    }

    /** The digest covers all bytes before it, and the bytes after it are fixed: no byte can change unnoticed. */
    private static boolean digestHolds(byte[] file) {
        if (file.length < TAIL) {
            return false;
        }
        var digest = EvidenceWriter.sha256();
        digest.update(file, 0, file.length - TAIL);
        var tail = EvidenceWriter.SEPARATOR + HexFormat.of().formatHex(digest.digest()) + EvidenceWriter.END;
        return Arrays.equals(tail.getBytes(StandardCharsets.UTF_8), 0, TAIL, file, file.length - TAIL, file.length);
    }

    private static JsonNode read(byte[] file, List<String> problems) {
        try {
            return JSON.readTree(file);
        } catch (JacksonException e) {
            problems.add("The file is not JSON: " + e.getOriginalMessage());
            return null;
        } catch (IOException e) {
            problems.add("The file cannot be read: " + e.getMessage());
            return null;
        }
    }

    private static LedgerEntry entry(JsonNode node, List<String> problems) {
        try {
            return new LedgerEntry(
                    node.path("number").asLong(),
                    node.path("kind").asText(),
                    Instant.parse(node.path("recordedAt").asText()),
                    node.path("body").isNull() ? null : node.path("body").asText(),
                    node.path("signature").textValue(),
                    node.path("digest").asText(),
                    node.path("head").asText(),
                    node.hasNonNull("removal") ? node.path("removal").asLong() : null);
        } catch (DateTimeException e) {
            problems.add("Entry " + node.path("number").asText() + " has no valid time.");
            return null;
        }
    }

    private static void checkEntry(
            LedgerEntry entry, String previousHead, LedgerEntry before, boolean whole, List<String> problems) {
        if (!entry.isRemoved() && !CanonicalJson.digest(entry.body()).equals(entry.digest())) {
            problems.add("Entry " + entry.number() + ": the body does not match its digest.");
        }
        if (!entry.headAfter(previousHead).equals(entry.head())) {
            problems.add("Entry " + entry.number() + ": the running head does not match.");
        }
        if (whole) {
            long expected = before == null ? 1 : before.number() + 1;
            var expectedHead = before == null ? LedgerEntry.START : before.head();
            if (entry.number() != expected || !previousHead.equals(expectedHead)) {
                problems.add("Entry " + entry.number() + " does not follow the entry before it.");
            }
        }
    }

    private static void checkHead(JsonNode head, LedgerEntry last, boolean whole, List<String> problems) {
        long number = last == null ? 0 : last.number();
        if (whole
                && (head.path("number").asLong() != number
                        || last != null && !last.head().equals(head.path("head").asText()))) {
            problems.add("The entries end at " + number + ", the head is at "
                    + head.path("number").asText() + ".");
        }
    }
}

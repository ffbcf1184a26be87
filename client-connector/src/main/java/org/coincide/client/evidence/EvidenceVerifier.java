package org.coincide.client.evidence;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.contract.MessageReader;
import org.coincide.client.ledger.LedgerEntry;

/** Verifies an evidence file with nothing but the file: its digest, each entry's digest, signature and running head, and each trade's messages. */
public final class EvidenceVerifier {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    private static final String TRADING_ID = "tradingId";
    private static final int BUFFER = 1 << 16;

    private final MessageReader reader;
    private final Set<String> exporters;

    public EvidenceVerifier(MessageReader reader) {
        this(reader, Set.of());
    }

    /** @param exporters thumbprints of keys whose signature of a file counts, whichever have signed its orders */
    public EvidenceVerifier(MessageReader reader, Set<String> exporters) {
        this.reader = reader;
        this.exporters = exporters;
    }

    /**
     * Verifies the bytes of a file.
     *
     * @param pinnedThumbprints keys of the server, by one of which each of its messages must be signed; empty for any
     * @param pinnedOfClient keys of the client, by one of which each order and request must be signed; empty for any
     */
    public EvidenceResult verify(byte[] file, Set<String> pinnedThumbprints, Set<String> pinnedOfClient) {
        try {
            return verify(() -> new ByteArrayInputStream(file), file.length, pinnedThumbprints, pinnedOfClient);
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes in memory cannot be read", e);
        }
    }

    /** Verifies a file of any size, of which one entry at a time is in memory. */
    public EvidenceResult verify(Path file, Set<String> pinnedThumbprints, Set<String> pinnedOfClient)
            throws IOException {
        if (!Files.isRegularFile(file)) {
            // A pipe, which can be read only once.
            return verify(Files.readAllBytes(file), pinnedThumbprints, pinnedOfClient);
        }
        return verify(() -> Files.newInputStream(file), Files.size(file), pinnedThumbprints, pinnedOfClient);
    }

    private EvidenceResult verify(Source file, long length, Set<String> pinnedThumbprints, Set<String> pinnedOfClient)
            throws IOException {
        List<String> problems = new ArrayList<>();
        var signatures = new EvidenceSignatures(pinnedThumbprints, pinnedOfClient, problems);
        var seal = seal(file, length);
        if (seal.isEmpty() || !digestHolds(file, length, seal.get())) {
            problems.add("The file's digest does not match its bytes: the file was changed.");
        }
        var evidence = new Evidence(signatures, new EvidenceTrades(reader, problems), problems);
        if (!evidence.read(file)
                || !EvidenceWriter.FORMAT.equals(evidence.members.path("format").asText())) {
            problems.add("The file is not evidence of format " + EvidenceWriter.FORMAT + ".");
            return new EvidenceResult(0, List.of(), Set.of(), Set.of(), null, problems);
        }
        return evidence.result(
                seal.map(found -> signatures.checkSeal(found, exporters)).orElse(null));
    }

    private static Optional<EvidenceSeal> seal(Source file, long length) throws IOException {
        int tail = (int) Math.min(length, EvidenceSeal.LONGEST);
        try (var input = file.open()) {
            input.skipNBytes(length - tail);
            return EvidenceSeal.of(new String(input.readNBytes(tail), StandardCharsets.ISO_8859_1));
        }
    }

    /** The digest covers all bytes before the seal, whose form is fixed: no byte can change unnoticed. */
    private static boolean digestHolds(Source file, long length, EvidenceSeal seal) throws IOException {
        var digest = EvidenceWriter.sha256();
        try (var input = file.open()) {
            var buffer = new byte[BUFFER];
            for (long left = length - seal.length(); left > 0; ) {
                int read = input.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    return false;
                }
                digest.update(buffer, 0, read);
                left -= read;
            }
        }
        return seal.digest().equals(HexFormat.of().formatHex(digest.digest()));
    }

    /** A file, which is read more than once. */
    private interface Source {
        InputStream open() throws IOException;
    }

    /** The contents of a file, entry by entry. */
    private static final class Evidence {

        private final EvidenceSignatures signatures;
        private final EvidenceTrades trades;
        private final List<String> problems;
        /** The members other than entries and warnings. */
        private final ObjectNode members = JSON.createObjectNode();

        private LedgerEntry last;
        private int count;

        Evidence(EvidenceSignatures signatures, EvidenceTrades trades, List<String> problems) {
            this.signatures = signatures;
            this.trades = trades;
            this.problems = problems;
        }

        /** Returns false if the file is not a JSON object. */
        boolean read(Source file) throws IOException {
            try (var input = file.open();
                    var parser = JSON.createParser(input)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    return false;
                }
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    readMember(parser);
                }
                if (parser.nextToken() != null) {
                    problems.add("The file continues after its end.");
                }
                if (!EvidenceShape.FILE.fits(members)) {
                    problems.add("The file does not have exactly the members of evidence.");
                }
                return true;
            } catch (JacksonException e) {
                problems.add("The file is not JSON: " + e.getOriginalMessage());
                return false;
            }
        }

        private void readMember(JsonParser parser) throws IOException {
            var name = parser.currentName();
            if (members.has(name)) {
                problems.add("The file has the member " + name + " twice.");
            }
            var token = parser.nextToken();
            if (name.equals("entries") && token == JsonToken.START_ARRAY) {
                if (!members.has("format") || !members.has(TRADING_ID)) {
                    problems.add("The file has its entries before its format or its tradingId.");
                }
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    add(JSON.readTree(parser));
                }
                members.putArray(name);
            } else if (name.equals("warnings") && token == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    addWarning(JSON.readTree(parser));
                }
                members.putArray(name);
            } else {
                members.set(name, JSON.readTree(parser));
            }
        }

        private void addWarning(JsonNode warning) {
            if (!EvidenceShape.WARNING.fits(warning)) {
                problems.add("The warning " + warning.path("id").asText()
                        + " does not have exactly the members of a warning.");
            }
        }

        private void add(JsonNode node) {
            if (!EvidenceShape.ENTRY.fits(node)) {
                problems.add(
                        "Entry " + node.path("number").asText() + " does not have exactly the members of an entry.");
            }
            var entry = entry(node, problems);
            if (entry != null) {
                checkEntry(entry, node.path("previousHead").asText(), last, isWhole(), problems);
                signatures.check(entry);
                trades.add(entry);
                last = entry;
                count++;
            }
        }

        private boolean isWhole() {
            return members.path(TRADING_ID).isNull();
        }

        EvidenceResult result(String signer) {
            checkHead(members.path("head"), last, isWhole(), problems);
            trades.finish(members.path(TRADING_ID).textValue(), signatures::isOfClient);
            return new EvidenceResult(
                    count, trades.summaries(), signatures.keys(), signatures.clientKeys(), signer, problems);
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
        if (entry.removal() != null && !entry.isRemoved()) {
            problems.add("Entry " + entry.number() + " has a body, and names a removal.");
        }
        long number = before == null ? 0 : before.number();
        var head = before == null ? LedgerEntry.START : before.head();
        boolean next = entry.number() == number + 1;
        // The file of one trade leaves entries of other trades out.
        if (whole && !next || entry.number() <= number || next && !previousHead.equals(head)) {
            problems.add("Entry " + entry.number() + " does not follow the entry before it.");
        }
    }

    private static void checkHead(JsonNode head, LedgerEntry last, boolean whole, List<String> problems) {
        long number = last == null ? 0 : last.number();
        long end = head.path("number").asLong();
        boolean atEnd = end == number;
        if (whole && !atEnd
                || end < number
                || atEnd
                        && last != null
                        && !last.head().equals(head.path("head").asText())) {
            problems.add("The entries end at " + number + ", the head is at "
                    + head.path("number").asText() + ".");
        }
    }
}

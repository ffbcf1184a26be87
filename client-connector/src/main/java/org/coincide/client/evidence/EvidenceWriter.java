package org.coincide.client.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.coincide.client.ledger.LedgerEntry;
import org.coincide.client.ledger.LedgerHead;
import org.coincide.client.quarantine.RaisedWarning;
import org.coincide.client.signatures.SigningKey;

/** Writes an evidence file, entry by entry, and its {@linkplain EvidenceSeal seal}. */
final class EvidenceWriter {

    static final String FORMAT = "coincide-evidence-1";

    private final Digesting target;
    private final JsonGenerator json;

    private EvidenceWriter(Digesting target, JsonGenerator json) {
        this.target = target;
        this.json = json;
    }

    /** Begins a file; {@code tradingId} is null for the whole ledger. */
    static EvidenceWriter open(OutputStream stream, String client, String tradingId, Instant at) throws IOException {
        var target = new Digesting(stream);
        var json = new JsonFactory().createGenerator(target);
        json.writeStartObject();
        json.writeStringField("format", FORMAT);
        json.writeStringField("client", client);
        json.writeStringField("exportedAt", at.toString());
        json.writeStringField("tradingId", tradingId);
        json.writeArrayFieldStart("entries");
        return new EvidenceWriter(target, json);
    }

    void entry(LedgerEntry entry, String previousHead) throws IOException {
        json.writeStartObject();
        json.writeNumberField("number", entry.number());
        json.writeStringField("kind", entry.kind());
        json.writeStringField("recordedAt", entry.recordedAt().toString());
        json.writeStringField("body", entry.body());
        json.writeStringField("signature", entry.signature());
        json.writeStringField("digest", entry.digest());
        json.writeStringField("previousHead", previousHead);
        json.writeStringField("head", entry.head());
        if (entry.removal() != null) {
            json.writeNumberField("removal", entry.removal());
        }
        json.writeEndObject();
    }

    void beginWarnings() throws IOException {
        json.writeEndArray();
        json.writeArrayFieldStart("warnings");
    }

    void warning(RaisedWarning raised, String message) throws IOException {
        var warning = raised.warning();
        json.writeStartObject();
        json.writeStringField("id", raised.id());
        json.writeStringField("raisedAt", raised.time().toString());
        json.writeStringField("type", warning.type().name());
        json.writeStringField("text", warning.text());
        json.writeStringField("tradingId", warning.tradingId());
        if (warning.sequence() != null) {
            json.writeNumberField("sequence", warning.sequence());
        }
        json.writeStringField("message", message);
        json.writeEndObject();
    }

    /** Ends the file with the head of the ledger and the seal. A file that ends before is not evidence. */
    void end(LedgerHead head, SigningKey key) throws IOException {
        json.writeEndArray();
        json.writeObjectFieldStart("head");
        json.writeNumberField("number", head.number());
        json.writeStringField("head", head.head());
        json.writeEndObject();
        json.flush();
        target.finish(key);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java platform lacks SHA-256, which every platform must support", e);
        }
    }

    /** Computes the digest of what is written. */
    private static final class Digesting extends FilterOutputStream {

        private final MessageDigest digest = sha256();

        Digesting(OutputStream target) {
            super(target);
        }

        @Override
        public void write(int value) throws IOException {
            digest.update((byte) value);
            out.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            digest.update(bytes, offset, length);
            out.write(bytes, offset, length);
        }

        void finish(SigningKey key) throws IOException {
            var seal = EvidenceSeal.text(HexFormat.of().formatHex(digest.digest()), key);
            out.write(seal.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}

package org.coincide.client.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/** A message from the server that conforms to the contract's schemas. Its content is not verified yet. */
public sealed interface TradingMessage {

    Envelope envelope();

    /** The message exactly as received. */
    String body();

    /**
     * Trading information: the first message of a trade, and one more, with the next revision, after each amendment.
     *
     * @param contents the order's contents in the structure of {@code trading.order.v1}, for comparison with the sent order
     */
    record OfInformation(Envelope envelope, String body, TradingInformation data, JsonNode contents)
            implements TradingMessage {}

    /** Trading processing: one change of a trade. */
    record OfProcessing(Envelope envelope, String body, TradingProcessing data) implements TradingMessage {}

    /** Announcement about the keys that sign the server's messages; outside of any trade's sequence. */
    record OfKey(Envelope envelope, String body, KeyAnnouncement data) implements TradingMessage {}

    /**
     * Data of an announcement.
     *
     * @param announced a key that will sign messages; null if none is announced
     * @param revoked thumbprints of keys that are not to be trusted any more
     */
    record KeyAnnouncement(AnnouncedKey announced, List<String> revoked) {

        public KeyAnnouncement {
            revoked = revoked == null ? List.of() : List.copyOf(revoked);
        }
    }

    /** A public Ed25519 key. */
    record AnnouncedKey(String kid, String x) {}

    /** Refusal of an order or a request; outside of any trade's sequence. */
    record OfRefusal(Envelope envelope, String body, RefusalReport data) implements TradingMessage {}

    /** Statement about the last messages of trades; outside of any trade's sequence. */
    record OfStatement(Envelope envelope, String body, Statement data) implements TradingMessage {}

    /**
     * Data of a statement: the last message of each trade that changed.
     *
     * @param previousDigest digest of the preceding statement; null for number 1
     * @param heartbeat seconds within which the next statement follows
     * @param full the range of trades that a page of a full statement lists completely; null in other statements
     * @param unknownTrades trades that the server does not have, although this client inquired about them; may be null
     */
    record Statement(
            String clientId,
            long number,
            String previousDigest,
            long heartbeat,
            Full full,
            List<StatedTrade> trades,
            List<String> unknownTrades) {

        /** The last message of a trade: its sequence and the digest of its body. */
        public record StatedTrade(
                String tradingId, String orderReference, long sequence, String digest, boolean closed) {}

        /** The range of a page, in the order of acceptance; without a limit where a position is null. */
        public record Full(Position after, Position upTo) {}

        /** Position of a trade in the order of acceptance. */
        public record Position(String acceptedAt, String tradingId) {

            public Instant time() {
                return OffsetDateTime.parse(acceptedAt).toInstant();
            }
        }
    }
}

package org.coincide.engine.journal.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.coincide.engine.trade.TradeHeads.Head;
import org.coincide.engine.trade.TradeHeads.Position;

/**
 * A statement to a client about the last messages of its trades (contract, {@code statement.json}).
 *
 * @param number number of the statement: 1, 2, 3 … without gaps for each client
 * @param previousDigest SHA-256 of the body of the preceding statement; null for number 1
 * @param heartbeat seconds within which the next statement follows
 * @param full the range of trades that this page of a full statement lists completely; null in other statements
 * @param unknownTrades trading identifiers about which the client inquired, and which the server does not have for it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StatementReport(
        String clientId,
        long number,
        @JsonInclude(JsonInclude.Include.ALWAYS) String previousDigest,
        long heartbeat,
        Full full,
        List<StatedTrade> trades,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> unknownTrades) {

    /**
     * The range of a page: every trade of the client after one and up to another, in the order of acceptance.
     *
     * @param after null on the first page
     * @param upTo null on the last page
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Full(Position after, Position upTo) {}

    /** The last message of a trade. */
    public record StatedTrade(String tradingId, String orderReference, long sequence, String digest, boolean closed) {

        public static StatedTrade of(Head head) {
            return new StatedTrade(
                    head.tradingId(), head.orderReference(), head.sequence(), head.digest(), head.closed());
        }
    }
}

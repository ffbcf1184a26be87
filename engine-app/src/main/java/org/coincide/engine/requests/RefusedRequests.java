package org.coincide.engine.requests;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.coincide.engine.json.StorableText;
import org.coincide.engine.reading.RecordMapper;
import org.coincide.engine.requests.Decision.Refused;
import org.coincide.engine.retention.TradeTables;
import org.coincide.engine.trade.Trades;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The refused requests about trades, in the table {@code refused_request}. Of each trade the first ones are kept, so that a client that repeats
 * a request does not fill the database.
 */
@Repository
public class RefusedRequests implements TradeTables {

    /**
     * A request that the server refused.
     *
     * @param request CANCELLATION, AMENDMENT or RETURN
     */
    public record RefusedRequest(String request, String code, String text, Instant refusedAt) {}

    private static final int LONGEST_TEXT = 1_000;

    private final JdbcClient jdbc;
    private final Trades trades;
    private final RequestRetry retry;
    private final RequestProperties properties;
    private final Clock clock;

    RefusedRequests(JdbcClient jdbc, Trades trades, RequestRetry retry, RequestProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.trades = trades;
        this.retry = retry;
        this.properties = properties;
        this.clock = clock;
    }

    /** Records a refused request, unless it was recorded before. Locks the trade, since the same request can come twice at once. */
    public void add(String tradingId, String requestId, String request, Refused refused) {
        retry.execute(tradingId, () -> trades.lock(tradingId)
                .filter(trade -> isRoomFor(tradingId, requestId))
                .map(trade -> insert(tradingId, requestId, request, refused)));
    }

    private boolean isRoomFor(String tradingId, String requestId) {
        record Known(int kept, int same) {}
        Known known = jdbc.sql(
                        """
                        SELECT COUNT(*) AS kept, COUNT(CASE WHEN request_id = ? THEN 1 END) AS same
                        FROM refused_request WHERE trading_id = ?""")
                .params(requestId, tradingId)
                .query(RecordMapper.of(Known.class))
                .single();
        return known.kept() < properties.keptRefusals() && known.same() == 0;
    }

    private int insert(String tradingId, String requestId, String request, Refused refused) {
        return jdbc.sql(
                        """
                        INSERT INTO refused_request (trading_id, request_id, request, code, text, refused_at)
                        VALUES (?, ?, ?, ?, ?, ?)""")
                .params(
                        tradingId,
                        requestId,
                        request,
                        refused.code(),
                        StorableText.shortened(refused.text(), LONGEST_TEXT),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Returns the refused requests about a trade, newest first. */
    public List<RefusedRequest> of(String tradingId) {
        return jdbc.sql(
                        "SELECT request, code, text, refused_at FROM refused_request WHERE trading_id = ? ORDER BY id DESC")
                .param(tradingId)
                .query(RecordMapper.of(RefusedRequest.class))
                .list();
    }

    @Override
    public List<TradeTable> tables() {
        return List.of(TradeTable.of("refused_request"));
    }
}

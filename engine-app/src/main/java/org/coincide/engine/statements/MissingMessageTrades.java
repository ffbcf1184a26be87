package org.coincide.engine.statements;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coincide.engine.journal.Hold;
import org.coincide.engine.reading.RecordMapper;
import org.coincide.engine.retention.TradeGuard;
import org.coincide.engine.retention.TradeTables;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The trades of which a client has verified messages that the database lacks, because an older backup was restored. */
@Repository
public class MissingMessageTrades implements TradeTables, TradeGuard {

    /** Holds the messages of these trades to their client. */
    public static final Hold HOLD = Hold.ofTrades(
            """
            SELECT 1 FROM trade_behind
            WHERE trade_behind.trading_id = journal.trading_id AND trade_behind.client_id = journal.client_id""");

    /** Maximum number of trades per client, so that invented trading identifiers cannot fill the table. */
    private static final int LIMIT = 100_000;

    /**
     * A trade that is behind its client.
     *
     * @param sequence last message that the client has verified
     * @param digest SHA-256 of its body
     */
    public record MissingMessageTrade(
            String tradingId, String clientId, long sequence, String digest, Instant foundAt) {}

    /**
     * The last message of a trade that a client has verified.
     *
     * @param digest SHA-256 of its body
     */
    record VerifiedMessage(String tradingId, long sequence, String digest) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    MissingMessageTrades(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Adds trades, or the later messages that the client has verified of them. Counts once, because a client can have very many. */
    @Transactional(propagation = Propagation.MANDATORY)
    void add(String clientId, List<VerifiedMessage> found) {
        if (found.isEmpty()) {
            return;
        }
        Map<String, MissingMessageTrade> known =
                of(found.stream().map(VerifiedMessage::tradingId).toList());
        long room = known.size() == found.size() ? 0 : LIMIT - count(clientId);
        for (VerifiedMessage message : found) {
            if (known.containsKey(message.tradingId())) {
                update(message);
            } else if (room > 0) {
                insert(clientId, message);
                room--;
            }
        }
    }

    private void update(VerifiedMessage message) {
        jdbc.sql("UPDATE trade_behind SET sequence = ?, digest = ? WHERE trading_id = ? AND sequence <= ?")
                .params(message.sequence(), message.digest(), message.tradingId(), message.sequence())
                .update();
    }

    private void insert(String clientId, VerifiedMessage message) {
        jdbc.sql("INSERT INTO trade_behind (trading_id, client_id, sequence, digest, found_at) VALUES (?, ?, ?, ?, ?)")
                .params(
                        message.tradingId(),
                        clientId,
                        message.sequence(),
                        message.digest(),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Removes a trade whose messages are restored. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(String tradingId) {
        jdbc.sql("DELETE FROM trade_behind WHERE trading_id = ?")
                .param(tradingId)
                .update();
    }

    /** Returns those of the trades that are behind. */
    Map<String, MissingMessageTrade> of(Collection<String> tradingIds) {
        Map<String, MissingMessageTrade> behind = new HashMap<>();
        if (!tradingIds.isEmpty()) {
            jdbc.sql("SELECT * FROM trade_behind WHERE trading_id IN (:ids)")
                    .param("ids", tradingIds)
                    .query(RecordMapper.of(MissingMessageTrade.class))
                    .list()
                    .forEach(trade -> behind.put(trade.tradingId(), trade));
        }
        return behind;
    }

    /** Returns the clients with such trades. */
    Set<String> clients() {
        return jdbc.sql("SELECT DISTINCT client_id FROM trade_behind")
                .query(String.class)
                .set();
    }

    /** Returns the trades, by client and time of the finding. */
    public List<MissingMessageTrade> all(int limit) {
        return jdbc.sql("SELECT * FROM trade_behind ORDER BY client_id, found_at, trading_id LIMIT ?")
                .param(limit)
                .query(RecordMapper.of(MissingMessageTrade.class))
                .list();
    }

    /** Returns the number of trades. */
    public long count() {
        return jdbc.sql("SELECT COUNT(*) FROM trade_behind").query(Long.class).single();
    }

    private long count(String clientId) {
        return jdbc.sql("SELECT COUNT(*) FROM trade_behind WHERE client_id = ?")
                .param(clientId)
                .query(Long.class)
                .single();
    }

    @Override
    public List<TradeTable> tables() {
        return List.of(TradeTable.of("trade_behind"));
    }

    /** A trade must stay until its messages are restored. */
    @Override
    public Set<String> mustStay(Collection<String> tradingIds) {
        return jdbc.sql("SELECT trading_id FROM trade_behind WHERE trading_id IN (:ids)")
                .param("ids", tradingIds)
                .query(String.class)
                .set();
    }
}

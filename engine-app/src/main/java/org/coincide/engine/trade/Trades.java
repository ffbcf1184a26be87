package org.coincide.engine.trade;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** All trades. A trade moves only here, by a legal step, with its sequence, under a lock on its row. */
@Repository
public class Trades {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;
    private final Transitions transitions = Transitions.ofContract();

    Trades(JdbcClient jdbc, JdbcTemplate batches, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /**
     * Opens a trade for an accepted order, as sequence 1.
     *
     * @throws org.springframework.dao.DuplicateKeyException where the client has a trade of this order reference already
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Trade open(NewTrade order) {
        Instant now = TradeRows.stored(clock.instant());
        Trade trade = order.openedAt(now);
        jdbc.sql(TradeRows.INSERT).params(TradeRows.values(trade)).update();
        insertLines(trade.tradingId(), trade.lines());
        return trade;
    }

    /**
     * Moves a trade by what has become true. The row is updated first, which locks it on every database, so that
     * parallel branches and other nodes queue here and sequences have no gap. The facts are asked for under that lock:
     * what another branch has done just now is among them.
     *
     * @return empty where there is nothing new to tell
     * @throws IllegalMoveException where the contract forbids the step or the facts contradict it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Move> move(String tradingId, StatusChange change, Supplier<Facts> facts) {
        if (!addToSequence(tradingId, 1)) {
            throw new IllegalMoveException("There is no trade " + tradingId + ": nothing may move it.");
        }
        Trade locked = find(tradingId).orElseThrow();
        Trade before = TradeRows.withSequence(locked, locked.sequence() - 1);
        Optional<Trade> moved =
                before.after(change, facts.get(), transitions, locked.sequence(), TradeRows.stored(clock.instant()));
        if (moved.isEmpty()) {
            addToSequence(tradingId, -1);
            return Optional.empty();
        }
        Trade after = moved.get();
        transitions.forbids(before, after.statuses()).ifPresent(why -> refuse(before, change, why));
        Invariants.brokenBy(after).ifPresent(id -> refuse(before, change, "it would break " + id + "."));
        store(before, after);
        return Optional.of(new Move(before, after, change.actor()));
    }

    private boolean addToSequence(String tradingId, int by) {
        return jdbc.sql("UPDATE trade SET sequence = sequence + ? WHERE trading_id = ?")
                        .params(by, tradingId)
                        .update()
                == 1;
    }

    /**
     * The trade, with its row locked until the transaction ends: it does not move meanwhile. Updating locks on every database.
     * Whoever also needs rows of the stock takes the trade first, so that no two wait for each other.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Trade> lock(String tradingId) {
        return addToSequence(tradingId, 0) ? find(tradingId) : Optional.empty();
    }

    private static void refuse(Trade trade, StatusChange change, String why) {
        throw new IllegalMoveException("Trade " + trade.tradingId() + " cannot move at "
                + change.actor().name() + ": " + why);
    }

    private void store(Trade before, Trade after) {
        jdbc.sql(TradeRows.UPDATE).params(TradeRows.changes(before, after)).update();
        List<Object[]> moved = new ArrayList<>();
        for (int index = 0; index < after.lines().size(); index++) {
            TradeLine line = after.lines().get(index);
            if (!line.equals(before.lines().get(index))) {
                moved.add(new Object[] {
                    line.cancelled(),
                    line.shipped(),
                    line.delivered(),
                    line.returned(),
                    after.tradingId(),
                    line.number()
                });
            }
        }
        if (!moved.isEmpty()) {
            batches.batchUpdate(TradeRows.UPDATE_LINE, moved);
        }
    }

    /**
     * Gives a trade the contents of an amended order, as its next message. Nothing of the old lines has been planned yet:
     * that its order is on hold is for the caller to know, who holds its lock.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Amendment amend(String tradingId, AmendedOrder order) {
        jdbc.sql(TradeRows.AMEND)
                .params(
                        order.orderDigest(),
                        order.contents(),
                        order.total(),
                        TradeRows.at(TradeRows.stored(clock.instant())),
                        tradingId)
                .update();
        jdbc.sql("DELETE FROM trade_line WHERE trading_id = ?").param(tradingId).update();
        insertLines(tradingId, order.lines());
        int revision = jdbc.sql("SELECT revision FROM trade WHERE trading_id = ?")
                .param(tradingId)
                .query(Integer.class)
                .single();
        return new Amendment(find(tradingId).orElseThrow(), revision);
    }

    private void insertLines(String tradingId, List<TradeLine> lines) {
        batches.batchUpdate(
                TradeRows.INSERT_LINE,
                lines.stream()
                        .map(line -> new Object[] {
                            tradingId, line.number(), line.sku(), line.quantity(), line.unitPrice(), 0, 0, 0, 0
                        })
                        .toList());
    }

    /** Whether the client has had any trade but this. */
    public boolean anyOtherOf(String clientId, String tradingId) {
        return !jdbc.sql("SELECT trading_id FROM trade WHERE client_id = ? AND trading_id <> ? LIMIT 1")
                .params(clientId, tradingId)
                .query(String.class)
                .list()
                .isEmpty();
    }

    /** Decides, for good and under the lock that the caller holds, that nothing more of a trade leaves the house. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void withdraw(String tradingId) {
        jdbc.sql("UPDATE trade SET withdrawn = TRUE WHERE trading_id = ?")
                .param(tradingId)
                .update();
    }

    /** Whether the whole trade is to be cancelled, though its process may not have come to it yet. */
    public boolean isWithdrawn(String tradingId) {
        return jdbc.sql("SELECT withdrawn FROM trade WHERE trading_id = ?")
                .param(tradingId)
                .query(Boolean.class)
                .single();
    }

    /** When the last pieces of a trade so far have arrived; empty where none have. */
    public Optional<Instant> deliveredAt(String tradingId) {
        return jdbc.sql("SELECT delivered_at FROM trade WHERE trading_id = ? AND delivered_at IS NOT NULL")
                .param(tradingId)
                .query((row, index) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    /** The trade with its lines. */
    public Optional<Trade> find(String tradingId) {
        return TradeRows.read(jdbc.sql(TradeRows.SELECT + " WHERE t.trading_id = ?" + TradeRows.IN_ORDER)
                        .param(tradingId))
                .stream()
                .findFirst();
    }

    /** The client's trade of its own order reference. */
    public Optional<Trade> find(String clientId, String orderReference) {
        return TradeRows.read(jdbc.sql(TradeRows.SELECT + " WHERE t.client_id = ? AND t.order_reference = ?"
                                + TradeRows.IN_ORDER)
                        .params(clientId, orderReference))
                .stream()
                .findFirst();
    }

    /** A client's trades, oldest first, at most {@code limit} of those accepted after the trade {@code after} (null: from the first). */
    public List<Trade> ofClient(String clientId, Trade after, int limit) {
        List<String> page = jdbc.sql(TradeRows.PAGE_OF_IDS)
                .param("client", clientId)
                .param("after", TradeRows.at(after == null ? Instant.EPOCH : after.acceptedAt()))
                .param("afterId", after == null ? "" : after.tradingId())
                .param("limit", limit)
                .query(String.class)
                .list();
        return page.isEmpty()
                ? List.of()
                : TradeRows.read(jdbc.sql(TradeRows.SELECT + " WHERE t.trading_id IN (:page)" + TradeRows.IN_ORDER)
                        .param("page", page));
    }
}

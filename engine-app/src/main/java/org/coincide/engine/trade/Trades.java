package org.coincide.engine.trade;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.coincide.engine.retention.TradeTables;
import org.coincide.engine.trade.status.OrderStatus;
import org.coincide.engine.trade.status.Statuses;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The trades. Changes the statuses of a trade by legal steps only, with a gapless sequence, under a lock on its row. */
@Repository
public class Trades implements TradeTables {

    /**
     * A trade whose order was amended by its client.
     *
     * @param revision revision of the order's contents; the order as placed is revision 1
     */
    public record Amendment(Trade trade, int revision) {}

    /**
     * An order that its client has amended.
     *
     * @param contents the order as JSON of the contract's {@code order.json}
     */
    public record AmendedOrder(String orderDigest, String orderSignature, String contents, List<TradeLine> lines) {

        BigDecimal total() {
            return lines.stream().map(TradeLine::value).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final TradeLocks locks;
    private final Clock clock;
    private final Transitions transitions = Transitions.ofContract();

    Trades(JdbcClient jdbc, JdbcTemplate batches, TradeLocks locks, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.locks = locks;
        this.clock = clock;
    }

    /**
     * Opens a trade for an accepted order, as sequence 1.
     *
     * @throws org.springframework.dao.DuplicateKeyException if the client already has a trade with this order reference
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Trade open(NewTrade order) {
        Instant now = TradeRows.stored(clock.instant());
        Trade trade = order.openedAt(now);
        jdbc.sql(TradeRows.INSERT).params(TradeRows.values(trade)).update();
        insertLines(trade.tradingId(), trade.lines());
        locked().put(trade);
        return trade;
    }

    /** Returns whether a cancellation of the trade was accepted, even if the process has not begun it yet. */
    public boolean isWithdrawn(String tradingId) {
        return jdbc.sql("SELECT withdrawn FROM trade WHERE trading_id = ?")
                .param(tradingId)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /**
     * Applies a status change to a trade. The lock of its row serializes parallel branches and other nodes and keeps sequences without
     * gaps. The facts are read under the lock and include the results of other branches.
     *
     * @return empty if nothing changes that is published to clients
     * @throws IllegalTransitionException if the contract does not allow the step, or the facts contradict it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Move> move(String tradingId, StatusChange change, Supplier<Facts> facts) {
        Trade before = lock(tradingId)
                .orElseThrow(() -> new IllegalTransitionException("The trade " + tradingId + " does not exist."));
        Optional<Trade> moved = before.after(
                change, facts.get(), transitions, before.sequence() + 1, TradeRows.stored(clock.instant()));
        if (moved.isEmpty()) {
            return Optional.empty();
        }
        Trade after = moved.get();
        transitions.illegalStep(before, after.statuses()).ifPresent(problem -> refuse(before, change, problem));
        Invariants.violatedBy(after)
                .ifPresent(id -> refuse(before, change, "the step violates the invariant " + id + "."));
        locked().change(after);
        return Optional.of(new Move(before, after, change.actor()));
    }

    /**
     * Returns the trade with its row locked until the end of the transaction. To avoid deadlocks, lock the trade before rows of the
     * stock.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Trade> lock(String tradingId) {
        return LockedTrades.find(tradingId).or(() -> remembered(locks.lock(tradingId)));
    }

    private Optional<Trade> remembered(Optional<Trade> read) {
        read.ifPresent(locked()::put);
        return read;
    }

    /** Returns whether the present transaction holds the lock of this trade. */
    public boolean isLocked(String tradingId) {
        return LockedTrades.find(tradingId).isPresent();
    }

    /**
     * Returns whether the present transaction read this trade first and locked it later, and no other transaction moved it in between.
     * What was read since then is not stale, unless it changed without a step of the trade.
     */
    public boolean isLockedAsRead(String tradingId) {
        return LockedTrades.isAsRead(tradingId);
    }

    /** Returns and locks the trade, unless it is withdrawn or does not exist. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Trade> lockUnlessWithdrawn(String tradingId) {
        Optional<Trade> read = locks.lockUnlessWithdrawn(tradingId);
        return read.isEmpty() ? read : LockedTrades.find(tradingId).or(() -> remembered(read));
    }

    private LockedTrades locked() {
        return LockedTrades.of(this::store, locks::committed);
    }

    private static void refuse(Trade trade, StatusChange change, String problem) {
        throw new IllegalTransitionException("Trade " + trade.tradingId() + " cannot move at "
                + change.actor().name() + ": " + problem);
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
     * Replaces the order of a trade by an amended one, with the next sequence. The caller holds the lock and has checked that the
     * order is on hold, so that none of its lines is planned yet.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Amendment amend(String tradingId, AmendedOrder order) {
        locked().write();
        jdbc.sql(TradeRows.AMEND)
                .params(
                        order.orderDigest(),
                        order.orderSignature(),
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
        Trade amended = read(tradingId).orElseThrow();
        locked().put(amended);
        return new Amendment(amended, revision);
    }

    /**
     * Stores a trade as its messages state it, after a backup was restored. The caller holds the lock of a trade that exists.
     *
     * @param deliveredAt time of the last delivery; null if it is unchanged
     * @throws org.springframework.dao.DuplicateKeyException if the client has another trade with this order reference
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void restore(Trade trade, int revision, Instant deliveredAt) {
        locked().write();
        if (jdbc.sql(TradeRows.RESTORE)
                        .params(TradeRows.restored(trade, revision, deliveredAt))
                        .update()
                == 0) {
            jdbc.sql(TradeRows.INSERT).params(TradeRows.values(trade)).update();
            jdbc.sql(TradeRows.RESTORE)
                    .params(TradeRows.restored(trade, revision, deliveredAt))
                    .update();
        }
        jdbc.sql("DELETE FROM trade_line WHERE trading_id = ?")
                .param(trade.tradingId())
                .update();
        insertLines(trade.tradingId(), trade.lines());
        locked().put(trade);
    }

    /** Returns whether these statuses close a trade. */
    public boolean closes(Statuses statuses) {
        return transitions.closes(statuses);
    }

    /** Stores the digest of the trade's last message, to which the next message refers. The caller has changed or opened the trade. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void chain(String tradingId, String lastDigest) {
        Trade present = LockedTrades.find(tradingId).orElseThrow();
        locked().change(present.withLastDigest(lastDigest));
    }

    private void insertLines(String tradingId, List<TradeLine> lines) {
        batches.batchUpdate(
                TradeRows.INSERT_LINE,
                lines.stream()
                        .map(line -> new Object[] {
                            tradingId,
                            line.number(),
                            line.sku(),
                            line.quantity(),
                            line.unitPrice(),
                            line.cancelled(),
                            line.shipped(),
                            line.delivered(),
                            line.returned()
                        })
                        .toList());
    }

    /** Returns whether the client has another trade. */
    public boolean anyOtherOf(String clientId, String tradingId) {
        return !jdbc.sql("SELECT trading_id FROM trade WHERE client_id = ? AND trading_id <> ? LIMIT 1")
                .params(clientId, tradingId)
                .query(String.class)
                .list()
                .isEmpty();
    }

    /** Marks a trade as withdrawn: none of its goods may be shipped any more. The caller holds the lock. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void withdraw(String tradingId) {
        jdbc.sql("UPDATE trade SET withdrawn = TRUE WHERE trading_id = ?")
                .param(tradingId)
                .update();
    }

    /** Returns whether the trade is closed; empty if there is no such trade. */
    public Optional<Boolean> isClosed(String tradingId) {
        Optional<Boolean> locked = LockedTrades.find(tradingId).map(Trade::closed);
        return locked.isPresent() ? locked : readClosed(tradingId);
    }

    private Optional<Boolean> readClosed(String tradingId) {
        return jdbc.sql("SELECT closed FROM trade WHERE trading_id = ?")
                .param(tradingId)
                .query(Boolean.class)
                .optional();
    }

    /** Returns the fewest steps of the order that close the trade, its delivery and payment unchanged; empty if none do. */
    public List<OrderStatus> closingSteps(Trade trade) {
        return transitions.closingSteps(trade);
    }

    /** Returns the time of the last delivery of a trade; empty if nothing was delivered. */
    public Optional<Instant> deliveredAt(String tradingId) {
        LockedTrades.present().ifPresent(LockedTrades::write);
        return jdbc.sql("SELECT delivered_at FROM trade WHERE trading_id = ? AND delivered_at IS NOT NULL")
                .param(tradingId)
                .query((row, index) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    /** Returns the trade with its lines. */
    public Optional<Trade> find(String tradingId) {
        Optional<Trade> locked = LockedTrades.find(tradingId);
        if (locked.isPresent()) {
            return locked;
        }
        Optional<Trade> read = read(tradingId);
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            read.ifPresent(locked()::see);
        }
        return read;
    }

    /**
     * Returns the trade as the present transaction first read it: for what does not change after acceptance, such as articles and
     * payment method.
     */
    public Optional<Trade> asRead(String tradingId) {
        Optional<Trade> known = LockedTrades.seen(tradingId);
        return known.isPresent() ? known : find(tradingId);
    }

    private Optional<Trade> read(String tradingId) {
        return TradeRows.read(jdbc.sql(TradeRows.SELECT + " WHERE t.trading_id = ?" + TradeRows.IN_ORDER)
                        .param(tradingId))
                .stream()
                .findFirst();
    }

    /** Returns the client's trade with the given order reference. */
    public Optional<Trade> find(String clientId, String orderReference) {
        LockedTrades.present().ifPresent(LockedTrades::write);
        return TradeRows.read(jdbc.sql(TradeRows.SELECT + " WHERE t.client_id = ? AND t.order_reference = ?"
                                + TradeRows.IN_ORDER)
                        .params(clientId, orderReference))
                .stream()
                .findFirst();
    }

    @Override
    public List<TradeTable> tables() {
        return List.of(TradeTable.of("trade_line"), new TradeTable(9, "trade", "trading_id IN (:ids)"));
    }
}

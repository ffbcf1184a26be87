package org.coincide.engine.payment;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.coincide.engine.payment.Movement.Kind;
import org.coincide.engine.payment.Movement.State;
import org.coincide.engine.trade.Amounts;
import org.coincide.engine.trade.Trade;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The ledger of money asked for and moved. */
@Repository
public class Movements {

    private static final String SELECT =
            "SELECT idempotency_key, trading_id, kind, state, amount, currency, provider_reference FROM payment_movement";

    private final JdbcClient jdbc;
    private final Clock clock;

    Movements(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The movement to ask the provider for. It is committed, with its key, before anybody calls: whatever becomes of the
     * caller's transaction, the next attempt finds the same key.
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    Movement intend(Trade trade, Kind kind, BigDecimal amount) {
        return requested(trade, kind, amount);
    }

    /** A movement that others made and told us of: it is noted in the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    Movement note(Trade trade, Kind kind, BigDecimal amount) {
        return requested(trade, kind, amount);
    }

    private Movement requested(Trade trade, Kind kind, BigDecimal amount) {
        String key = trade.tradingId() + "/" + kind.name().toLowerCase(Locale.ROOT);
        Optional<Movement> intended = find(key);
        if (intended.isPresent()) {
            return intended.get();
        }
        Movement movement = new Movement(key, trade.tradingId(), kind, State.REQUESTED, amount, trade.currency(), null);
        jdbc.sql(
                        """
                        INSERT INTO payment_movement (idempotency_key, trading_id, kind, state, amount, currency, requested_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?)""")
                .params(key, trade.tradingId(), kind.name(), State.REQUESTED.name(), amount, trade.currency(), now())
                .update();
        return movement;
    }

    /** Notes, in the caller's transaction, what came of a movement. */
    @Transactional(propagation = Propagation.MANDATORY)
    void settle(Movement movement, State state, String providerReference) {
        jdbc.sql(
                        "UPDATE payment_movement SET state = ?, provider_reference = ?, answered_at = ? WHERE idempotency_key = ?")
                .params(state.name(), providerReference, now(), movement.idempotencyKey())
                .update();
    }

    /** The trade's finished movement of this kind. */
    Optional<Movement> done(String tradingId, Kind kind) {
        return of(tradingId).stream()
                .filter(movement -> movement.kind() == kind && movement.state() == State.DONE)
                .findFirst();
    }

    /** What the trade's movements add up to. */
    public Amounts amountsOf(String tradingId) {
        List<Movement> movements = of(tradingId);
        return new Amounts(sum(movements, Kind.AUTHORIZE), sum(movements, Kind.CAPTURE), sum(movements, Kind.REFUND));
    }

    private static BigDecimal sum(List<Movement> movements, Kind kind) {
        return movements.stream()
                .filter(movement -> movement.kind() == kind && movement.state() == State.DONE)
                .map(Movement::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private List<Movement> of(String tradingId) {
        return jdbc.sql(SELECT + " WHERE trading_id = ?")
                .param(tradingId)
                .query(Movement.class)
                .list();
    }

    private Optional<Movement> find(String key) {
        return jdbc.sql(SELECT + " WHERE idempotency_key = ?")
                .param(key)
                .query(Movement.class)
                .optional();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

package org.coincide.engine.payment.books;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.coincide.engine.payment.books.Movement.Kind;
import org.coincide.engine.payment.books.Movement.State;
import org.coincide.engine.trade.Amounts;
import org.coincide.engine.trade.PaymentFacts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The ledger of money asked for and moved. Nobody but {@link MovementIntents} adds to it before a provider is called. */
@Repository
public class Movements {

    private static final String SELECT =
            """
            SELECT idempotency_key, trading_id, kind, part, source_key, state, amount, currency, provider_reference,
              requested_at
            FROM payment_movement""";

    private final JdbcClient jdbc;
    private final Clock clock;

    Movements(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Adds a movement as it stands. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(Movement movement) {
        jdbc.sql(
                        """
                        INSERT INTO payment_movement (idempotency_key, trading_id, kind, part, source_key, state, amount, currency,
                          requested_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        movement.idempotencyKey(),
                        movement.tradingId(),
                        movement.kind().name(),
                        movement.part(),
                        movement.sourceKey(),
                        movement.state().name(),
                        movement.amount(),
                        movement.currency(),
                        now())
                .update();
    }

    /** Notes, in the caller's transaction, what came of a movement. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void settle(Movement movement, State state, String providerReference) {
        jdbc.sql(
                        "UPDATE payment_movement SET state = ?, provider_reference = ?, answered_at = ? WHERE idempotency_key = ?")
                .params(state.name(), providerReference, now(), movement.idempotencyKey())
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void doubt(Movement movement) {
        jdbc.sql("UPDATE payment_movement SET state = ? WHERE idempotency_key = ? AND state = ?")
                .params(State.UNKNOWN.name(), movement.idempotencyKey(), State.REQUESTED.name())
                .update();
    }

    public Optional<Movement> find(String key) {
        return jdbc.sql(SELECT + " WHERE idempotency_key = ?")
                .param(key)
                .query(Movement.class)
                .optional();
    }

    /** All movements of a trade, oldest first. */
    public List<Movement> of(String tradingId) {
        return jdbc.sql(SELECT + " WHERE trading_id = ? ORDER BY requested_at, idempotency_key")
                .param(tradingId)
                .query(Movement.class)
                .list();
    }

    public List<Movement> of(String tradingId, Kind kind) {
        return of(tradingId).stream()
                .filter(movement -> movement.kind() == kind)
                .toList();
    }

    /** The last authorization that was asked for, whatever became of it: captures draw on no other. */
    public Optional<Movement> newestAuthorization(String tradingId) {
        return of(tradingId, Kind.AUTHORIZE).stream().max(Comparator.comparingInt(movement -> movement.idempotencyKey()
                .length()));
    }

    /** What the trade's movements add up to. */
    public PaymentFacts factsOf(String tradingId) {
        List<Movement> movements = of(tradingId);
        return new PaymentFacts(
                new Amounts(
                        authorized(movements), sum(movements, Kind.CAPTURE, null), sum(movements, Kind.REFUND, null)),
                lost(movements));
    }

    /** Refunds whose purpose is a consignment: it has not arrived and never will. */
    private static BigDecimal lost(List<Movement> movements) {
        return movements.stream()
                .filter(movement -> movement.is(Kind.REFUND, State.DONE))
                .filter(refund -> movements.stream()
                        .anyMatch(capture ->
                                capture.kind() == Kind.CAPTURE && refund.part().equals(capture.part())))
                .map(Movement::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * Of an authorization that expired only what was taken in time: the rest is held no more. What a card could not pay and
     * came by the bank counts as if it had been held.
     */
    private static BigDecimal authorized(List<Movement> movements) {
        boolean byCard = movements.stream().anyMatch(movement -> movement.kind() == Kind.AUTHORIZE);
        return byCard ? held(movements).add(sum(movements, Kind.CAPTURE, Movement.NO_SOURCE)) : BigDecimal.ZERO;
    }

    private static BigDecimal held(List<Movement> movements) {
        return movements.stream()
                .filter(movement -> movement.is(Kind.AUTHORIZE, State.DONE, State.EXPIRED))
                .map(movement -> movement.state() == State.DONE
                        ? movement.amount()
                        : sum(movements, Kind.CAPTURE, movement.idempotencyKey()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The sum of what was done, of one source or of all. */
    public static BigDecimal sum(List<Movement> movements, Kind kind, String sourceKey) {
        return movements.stream()
                .filter(movement -> movement.is(kind, State.DONE))
                .filter(movement -> sourceKey == null || sourceKey.equals(movement.source()))
                .map(Movement::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

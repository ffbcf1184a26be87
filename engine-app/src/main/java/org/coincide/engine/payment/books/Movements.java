package org.coincide.engine.payment.books;

import java.math.BigDecimal;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.coincide.engine.payment.books.Movement.Kind;
import org.coincide.engine.payment.books.Movement.State;
import org.coincide.engine.reading.RecordMapper;
import org.coincide.engine.retention.TradeTables;
import org.coincide.engine.trade.Amounts;
import org.coincide.engine.trade.Facts.PaymentFacts;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ledger of the requested and moved money. Only {@link MovementIntents} adds requests to a provider. */
@Repository
public class Movements implements TradeTables {

    private static final String SELECT =
            """
            SELECT idempotency_key, trading_id, kind, part, source_key, state, amount, currency, last_capture AS last,
              provider_reference, requested_at
            FROM payment_movement""";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Invoices invoices;

    Movements(JdbcClient jdbc, Clock clock, Invoices invoices) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.invoices = invoices;
    }

    /** Adds a movement in its present state, as answered now unless it is still requested. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(Movement movement) {
        jdbc.sql(
                        """
                        INSERT INTO payment_movement (idempotency_key, trading_id, kind, part, source_key, state, amount, currency,
                          last_capture, requested_at, provider_reference, answered_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Stream.concat(
                                values(movement).stream(),
                                Stream.of(
                                        text(movement.providerReference()),
                                        new SqlParameterValue(
                                                Types.TIMESTAMP_WITH_TIMEZONE,
                                                movement.state() == State.REQUESTED ? null : now())))
                        .toList())
                .update();
    }

    /**
     * Adds a movement, unless there is one with its key, or the payment of its part was stopped.
     *
     * @return whether it was added
     */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean addNew(Movement movement) {
        return jdbc.sql(
                                """
                                INSERT INTO payment_movement (idempotency_key, trading_id, kind, part, source_key, state, amount, currency,
                                  last_capture, requested_at)
                                SELECT CAST(? AS VARCHAR(4000)), CAST(? AS VARCHAR(4000)), CAST(? AS VARCHAR(4000)), CAST(? AS VARCHAR(4000)),
                                  CAST(? AS VARCHAR(4000)), CAST(? AS VARCHAR(4000)), CAST(? AS NUMERIC(20, 4)), CAST(? AS VARCHAR(4000)),
                                  CAST(? AS BOOLEAN), CAST(? AS TIMESTAMP WITH TIME ZONE)
                                FROM (VALUES (0)) AS one (number)
                                WHERE NOT EXISTS (SELECT trading_id FROM payment_movement WHERE idempotency_key = ?)
                                  AND NOT EXISTS (SELECT trading_id FROM payment_given_up WHERE trading_id = ? AND part = ?)""")
                        .params(Stream.concat(
                                        values(movement).stream(),
                                        Stream.of(
                                                movement.idempotencyKey(), movement.tradingId(), text(movement.part())))
                                .toList())
                        .update()
                == 1;
    }

    private List<Object> values(Movement movement) {
        return Arrays.asList(
                movement.idempotencyKey(),
                movement.tradingId(),
                movement.kind().name(),
                text(movement.part()),
                text(movement.sourceKey()),
                movement.state().name(),
                movement.amount(),
                movement.currency(),
                movement.last(),
                now());
    }

    /**
     * Stores the outcome of a movement.
     *
     * @param providerReference null keeps the reference that is known
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void settle(Movement movement, State state, String providerReference) {
        jdbc.sql(
                        "UPDATE payment_movement SET state = ?, provider_reference = COALESCE(?, provider_reference), answered_at = ? WHERE idempotency_key = ?")
                .params(state.name(), text(providerReference), now(), movement.idempotencyKey())
                .update();
    }

    /**
     * Stores that a refund failed after it was accepted.
     *
     * @return whether it was stored: of several reports only one
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean owe(Movement refund) {
        return jdbc.sql(
                                "UPDATE payment_movement SET state = ?, answered_at = ? WHERE idempotency_key = ? AND state IN (?, ?)")
                        .params(
                                State.OWED.name(),
                                now(),
                                refund.idempotencyKey(),
                                State.PENDING.name(),
                                State.DONE.name())
                        .update()
                == 1;
    }

    /** With its type also if it is null: PostgreSQL's driver prepares a statement again whenever the type of a parameter changes. */
    private static SqlParameterValue text(String nullable) {
        return new SqlParameterValue(Types.VARCHAR, nullable);
    }

    /**
     * Stores that an authorization is held, unless its release was requested.
     *
     * @return whether it was stored
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean holdUnlessReleased(Movement authorization, String providerReference) {
        String key = authorization.idempotencyKey();
        return jdbc.sql(
                                """
                                UPDATE payment_movement SET state = ?, provider_reference = COALESCE(?, provider_reference), answered_at = ?
                                WHERE idempotency_key = ?
                                  AND NOT EXISTS (SELECT trading_id FROM payment_movement WHERE idempotency_key = ?)""")
                        .params(State.DONE.name(), text(providerReference), now(), key, Movement.releaseKey(key))
                        .update()
                == 1;
    }

    /**
     * Stores that this server has released an authorization itself, and that it counts as declined; not if its release was never
     * requested, or if the payment was undone: then the reversal decides.
     *
     * @return whether it was stored
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean declineReleased(Movement authorization) {
        String key = authorization.idempotencyKey();
        Optional<Movement> release = find(Movement.releaseKey(key));
        if (release.isEmpty() || !declineUnlessUndone(authorization)) {
            return false;
        }
        settle(release.get(), State.DONE, null);
        return true;
    }

    /**
     * Stores that an authorization is declined; not if the payment was undone: then the reversal decides.
     *
     * @return whether it was stored
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean declineUnlessUndone(Movement authorization) {
        return jdbc.sql(
                                """
                                UPDATE payment_movement SET state = ?, answered_at = ? WHERE idempotency_key = ?
                                  AND NOT EXISTS (SELECT trading_id FROM payment_account WHERE trading_id = ? AND undone = TRUE)""")
                        .params(State.DECLINED.name(), now(), authorization.idempotencyKey(), authorization.tradingId())
                        .update()
                == 1;
    }

    /** Returns whether this server has asked the provider to release an authorization. */
    public boolean isReleaseRequested(Movement authorization) {
        return find(Movement.releaseKey(authorization.idempotencyKey())).isPresent();
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
                .query(RecordMapper.of(Movement.class))
                .optional();
    }

    /** All movements of a trade, oldest first. */
    public List<Movement> of(String tradingId) {
        return jdbc.sql(SELECT + " WHERE trading_id = ? ORDER BY requested_at, idempotency_key")
                .param(tradingId)
                .query(RecordMapper.of(Movement.class))
                .list();
    }

    /** The movements to which the provider gave this reference, oldest first: an authorization and its capture can share one. */
    public List<Movement> ofReference(String providerReference) {
        return jdbc.sql(SELECT + " WHERE provider_reference = ? ORDER BY requested_at, idempotency_key")
                .param(providerReference)
                .query(RecordMapper.of(Movement.class))
                .list();
    }

    public List<Movement> of(String tradingId, Kind kind) {
        return of(tradingId).stream()
                .filter(movement -> movement.kind() == kind)
                .toList();
    }

    /** The newest authorization, in any state: captures use no other. */
    public Optional<Movement> newestAuthorization(String tradingId) {
        return newestAuthorization(of(tradingId));
    }

    static Optional<Movement> newestAuthorization(List<Movement> all) {
        return all.stream()
                .filter(movement -> movement.kind() == Kind.AUTHORIZE)
                .max(Comparator.comparingInt(Movement::number));
    }

    /**
     * The number of the authorization to request next: that of the newest one unless it expired or is used up. The capture that used up an
     * earlier one can have requested the newest before its own outcome was stored.
     */
    public int nextAuthorization(String tradingId) {
        return newestAuthorization(tradingId)
                .map(newest ->
                        newest.is(Kind.AUTHORIZE, State.EXPIRED, State.USED) ? newest.number() + 1 : newest.number())
                .orElse(1);
    }

    /** The sums of the trade's movements, and of its invoices that were written off. */
    public PaymentFacts factsOf(String tradingId) {
        List<Movement> movements = of(tradingId);
        return new PaymentFacts(
                new Amounts(
                        authorized(movements), sum(movements, Kind.CAPTURE, null), sum(movements, Kind.REFUND, null)),
                lost(movements),
                movements.stream().anyMatch(movement -> movement.kind() == Kind.INVOICE)
                        ? invoices.writtenOff(tradingId)
                        : BigDecimal.ZERO);
    }

    /** The sum of the refunds for consignments that will never arrive. */
    private static BigDecimal lost(List<Movement> movements) {
        return movements.stream()
                .filter(movement ->
                        movement.kind() == Kind.REFUND && movement.state().isEffective())
                .filter(refund -> movements.stream()
                        .anyMatch(capture ->
                                capture.kind() == Kind.CAPTURE && refund.part().equals(capture.part())))
                .map(Movement::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * The authorized amount. Of an authorization that expired or is used up only the captured part counts: the rest is not held any
     * more. A bank transfer that replaced a card payment counts as authorized.
     */
    private static BigDecimal authorized(List<Movement> movements) {
        boolean byCard = movements.stream().anyMatch(movement -> movement.kind() == Kind.AUTHORIZE);
        return byCard ? held(movements).add(sum(movements, Kind.CAPTURE, Movement.NO_SOURCE)) : BigDecimal.ZERO;
    }

    private static BigDecimal held(List<Movement> movements) {
        return movements.stream()
                .filter(movement -> movement.is(Kind.AUTHORIZE, State.DONE, State.EXPIRED, State.USED))
                .map(movement -> movement.state() == State.DONE
                        ? movement.amount()
                        : sum(movements, Kind.CAPTURE, movement.idempotencyKey()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The sum of the effective movements, of one source or of all. */
    public static BigDecimal sum(List<Movement> movements, Kind kind, String sourceKey) {
        return movements.stream()
                .filter(movement -> movement.kind() == kind && movement.state().isEffective())
                .filter(movement -> sourceKey == null || sourceKey.equals(movement.source()))
                .map(Movement::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    @Override
    public List<TradeTable> tables() {
        return List.of(TradeTable.referenced("payment_movement"));
    }

    /** Returns the keys of the movements by trade. */
    public Map<String, List<String>> keysOf(Collection<String> tradingIds) {
        Map<String, List<String>> keys = new HashMap<>();
        jdbc.sql("SELECT trading_id, idempotency_key FROM payment_movement WHERE trading_id IN (:ids)")
                .param("ids", tradingIds)
                .query(row -> {
                    keys.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                            .add(row.getString(2));
                });
        return keys;
    }
}

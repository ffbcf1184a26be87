package org.coincide.engine.payment.books;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.coincide.engine.payment.books.Movement.Kind;
import org.coincide.engine.payment.books.Movement.State;
import org.coincide.engine.trade.Trade;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Requests to a provider before they are sent. Each is committed with its idempotency key before the call: even if the
 * caller's transaction rolls back, a retry finds the same key, and sees that an earlier attempt may have called already.
 */
@Component
public class MovementIntents {

    /**
     * A committed request.
     *
     * @param first whether no earlier attempt can have called with this movement's key
     * @param source the movement on which a new capture draws; null if it has to be read
     */
    public record Intent(Movement movement, boolean first, Movement source) {

        Intent(Movement movement, boolean first) {
            this(movement, first, null);
        }
    }

    private final PaymentAccounts accounts;
    private final Movements movements;
    private final Invoices invoices;

    MovementIntents(PaymentAccounts accounts, Movements movements, Invoices invoices) {
        this.accounts = accounts;
        this.movements = movements;
        this.invoices = invoices;
    }

    /**
     * The intent to authorize money, or to issue an invoice.
     *
     * @throws ClaimGivenUpException if an invoice is wanted for a consignment that was given up before
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public Intent of(Movement wanted) {
        boolean goesOn = accounts.take(wanted.tradingId());
        if (goesOn && movements.addNew(wanted)) {
            return new Intent(wanted, true);
        }
        Optional<Movement> known = movements.find(wanted.idempotencyKey());
        return known.map(movement -> new Intent(movement, false)).orElseThrow(() -> stopped(wanted));
    }

    /**
     * The intent to capture the money of a consignment: the existing one unless it was refused for good, else a new one on the newest
     * authorization. So a consignment is never paid twice.
     *
     * @param once whether the provider captures an authorization once
     * @return empty if nothing is authorized: the authorization expired or refused a capture, or the next one was declined
     * @throws ClaimGivenUpException if nothing was requested for the consignment before it was given up
     * @throws IllegalStateException if the authorization is in use by another capture; the job retries
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public Optional<Intent> ofCapture(
            Trade trade, int consignment, boolean once, BiFunction<Movement, List<Movement>, Movement> wanted) {
        boolean goesOn = accounts.take(trade.tradingId());
        List<Movement> all = movements.of(trade.tradingId());
        List<Movement> captures =
                all.stream().filter(movement -> movement.kind() == Kind.CAPTURE).toList();
        Optional<Intent> known = captures.stream()
                .filter(capture -> String.valueOf(consignment).equals(capture.part()))
                .filter(capture -> capture.state() != State.EXPIRED)
                .findFirst()
                .map(capture -> new Intent(capture, false));
        if (known.isPresent()) {
            return known;
        }
        Movement newest = Movements.newestAuthorization(all)
                .orElseThrow(() -> new IllegalStateException(
                        "Trade " + trade.tradingId() + " has no authorization: there is nothing to capture."));
        boolean inUse = once && isInUse(newest, captures) || isContested(newest, consignment, captures);
        boolean held = newest.state() == State.DONE && !hasRefused(newest, captures);
        if (held && !inUse) {
            return Optional.of(asked(wanted.apply(newest, all), newest, goesOn));
        }
        requireClaim(trade.tradingId(), String.valueOf(consignment));
        if (inUse) {
            throw new IllegalStateException(
                    "Authorization " + newest.idempotencyKey() + " is in use by another capture. The job retries.");
        }
        return Optional.empty();
    }

    /** Refuses what would prepare a request for a consignment that was given up, such as another authorization. */
    private void requireClaim(String tradingId, String part) {
        if (accounts.hasGivenUp(tradingId, part)) {
            throw new ClaimGivenUpException("The claim for consignment " + part + " of trade " + tradingId
                    + " was given up. Nothing is requested.");
        }
    }

    /** Returns whether another consignment is being captured from an authorization, or authorizes the rest anew. */
    private static boolean isInUse(Movement authorization, List<Movement> captures) {
        return authorization.state().isOpen() || isBeingCaptured(authorization.idempotencyKey(), captures);
    }

    private static boolean isBeingCaptured(String authorizationKey, List<Movement> captures) {
        return captures.stream()
                .filter(capture -> authorizationKey.equals(capture.sourceKey()))
                .anyMatch(capture -> capture.state().isOpen());
    }

    /**
     * Returns whether an authorization has refused a capture while the outcome of another one is not known: the other one may have used
     * the card up, and then authorizes the rest anew.
     */
    private static boolean isContested(Movement newest, int consignment, List<Movement> captures) {
        return captures.stream()
                .filter(capture -> capture.state() == State.EXPIRED)
                .filter(refused -> newest.idempotencyKey().equals(refused.sourceKey())
                        || String.valueOf(consignment).equals(refused.part()))
                .anyMatch(refused -> isBeingCaptured(refused.source(), captures));
    }

    private static boolean hasRefused(Movement authorization, List<Movement> captures) {
        return captures.stream()
                .filter(capture -> capture.state() == State.EXPIRED)
                .anyMatch(refused -> authorization.idempotencyKey().equals(refused.sourceKey()));
    }

    /** Stores that an authorization has refused a capture, which its key cannot repeat. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void refused(Movement capture) {
        movements.settle(capture, State.EXPIRED, null);
    }

    /** The intent to release an authorization; possible also after the payment was undone. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public Intent ofRelease(Movement authorization) {
        accounts.take(authorization.tradingId());
        Movement wanted = Movement.release(authorization);
        return movements
                .find(wanted.idempotencyKey())
                .map(movement -> new Intent(movement, false))
                .orElseGet(() -> added(wanted, true));
    }

    /**
     * The intents to refund a sum, from the captures in their order; for a consignment only from its own captures. A repeated call for
     * the same purpose returns the same intents.
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public List<Intent> ofRefund(Trade trade, String purpose, BigDecimal amount) {
        accounts.take(trade.tradingId());
        List<Movement> all = movements.of(trade.tradingId());
        List<Intent> known = all.stream()
                .filter(movement -> movement.kind() == Kind.REFUND && purpose.equals(movement.part()))
                .map(movement -> new Intent(movement, false))
                .toList();
        return known.isEmpty() ? spread(trade, purpose, amount, all) : known;
    }

    private List<Intent> spread(Trade trade, String purpose, BigDecimal amount, List<Movement> all) {
        List<Intent> intents = new ArrayList<>();
        BigDecimal rest = amount;
        for (Movement capture : sources(purpose, all)) {
            BigDecimal part = rest.min(refundable(capture, all));
            if (part.signum() > 0) {
                intents.add(added(Movement.refund(trade, purpose, intents.size() + 1, part, capture), true));
                rest = rest.subtract(part);
            }
        }
        if (rest.signum() > 0) {
            throw new IllegalStateException("The refund of " + amount + " " + trade.currency() + " for " + purpose
                    + " exceeds the captured amount of trade " + trade.tradingId() + " by " + rest + ".");
        }
        return intents;
    }

    /** The captures to refund for a purpose. The captures of other consignments stay refundable: those can be given up later. */
    private static List<Movement> sources(String purpose, List<Movement> all) {
        return Refunds.isConsignment(purpose)
                ? all.stream()
                        .filter(movement -> purpose.equals(movement.part()))
                        .toList()
                : all;
    }

    /** The part of a capture that is neither refunded nor about to be. */
    public static BigDecimal refundable(Movement capture, List<Movement> all) {
        return capture.is(Kind.CAPTURE, State.DONE)
                ? all.stream()
                        .filter(movement -> movement.kind() == Kind.REFUND)
                        .filter(refund ->
                                refund.state().isOpen() || refund.state().isEffective())
                        .filter(refund -> capture.idempotencyKey().equals(refund.sourceKey()))
                        .map(Movement::amount)
                        .reduce(capture.amount(), BigDecimal::subtract)
                : BigDecimal.ZERO;
    }

    /**
     * Stops the payment: from now on nothing is captured, and open invoices are withdrawn.
     *
     * @return the authorizations to release
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public List<Movement> toUndo(String tradingId) {
        accounts.undo(tradingId);
        invoices.withdraw(tradingId);
        return movements.of(tradingId, Kind.AUTHORIZE);
    }

    /** Stores that the outcome is unknown, unless another attempt has stored an outcome meanwhile. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void doubt(Movement movement) {
        movements.doubt(movement);
    }

    /**
     * Stops the payment of a consignment.
     *
     * @return the captures whose outcome is unknown
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    List<Movement> toGiveUp(String tradingId, String part) {
        accounts.take(tradingId);
        accounts.giveUp(tradingId, part);
        invoices.find(tradingId, part).ifPresent(invoice -> invoices.end(invoice, Invoice.State.WITHDRAWN));
        return movements.of(tradingId, Kind.CAPTURE).stream()
                .filter(capture ->
                        part.equals(capture.part()) && capture.state().isOpen())
                .toList();
    }

    private Intent asked(Movement wanted, Movement source, boolean goesOn) {
        if (!goesOn || !movements.addNew(wanted)) {
            throw stopped(wanted);
        }
        return new Intent(wanted, true, source);
    }

    private Intent added(Movement wanted, boolean goesOn) {
        if (!goesOn) {
            throw stopped(wanted);
        }
        movements.add(wanted);
        return new Intent(wanted, true);
    }

    private IllegalStateException stopped(Movement wanted) {
        String notSent = " The request " + wanted.idempotencyKey() + " is not sent.";
        return accounts.hasGivenUp(wanted.tradingId(), wanted.part())
                ? new ClaimGivenUpException("The payment of part " + wanted.part() + " of trade " + wanted.tradingId()
                        + " was stopped." + notSent)
                : new IllegalStateException("The payment of trade " + wanted.tradingId() + " was stopped." + notSent);
    }
}

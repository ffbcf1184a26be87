package org.coincide.engine.payment.books;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.coincide.engine.payment.books.Movement.Kind;
import org.coincide.engine.payment.books.Movement.State;
import org.coincide.engine.trade.Trade;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is about to be asked of a provider. It is committed, with its key, before anybody calls: whatever becomes of the
 * caller's transaction, the next attempt finds the same key and knows that an earlier one may have called already.
 */
@Component
public class MovementIntents {

    /** @param first whether no earlier attempt can have called under this movement's key */
    public record Intent(Movement movement, boolean first) {}

    private final PaymentAccounts accounts;
    private final Movements movements;
    private final Invoices invoices;

    MovementIntents(PaymentAccounts accounts, Movements movements, Invoices invoices) {
        this.accounts = accounts;
        this.movements = movements;
        this.invoices = invoices;
    }

    /** The intent to hold money or to ask for it. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public Intent of(Movement wanted) {
        boolean goesOn = accounts.take(wanted.tradingId());
        Optional<Movement> known = movements.find(wanted.idempotencyKey());
        return known.map(movement -> new Intent(movement, false)).orElseGet(() -> asked(wanted, goesOn));
    }

    /**
     * The intent to take the money of one consignment: the one there is, if it was not refused for good, or a new one on
     * the authorization that holds the money now. So a consignment is never paid twice. Empty where nothing holds it now: it
     * expired, and for another consignment it is being asked for once more, or was declined.
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public Optional<Intent> ofCapture(Trade trade, int consignment, UnaryOperator<Movement> wanted) {
        boolean goesOn = accounts.take(trade.tradingId());
        Optional<Intent> known = movements.of(trade.tradingId(), Kind.CAPTURE).stream()
                .filter(capture -> String.valueOf(consignment).equals(capture.part()))
                .filter(capture -> capture.state() != State.EXPIRED)
                .findFirst()
                .map(capture -> new Intent(capture, false));
        if (known.isPresent()) {
            return known;
        }
        Movement newest = movements
                .newestAuthorization(trade.tradingId())
                .orElseThrow(() -> new IllegalStateException(
                        "Trade " + trade.tradingId() + " has no authorization: there is nothing to capture."));
        return newest.state() == State.DONE ? Optional.of(asked(wanted.apply(newest), goesOn)) : Optional.empty();
    }

    /** The intent to let go of an authorization: it is possible also after a payment was undone. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public Intent ofClosing(Movement authorization) {
        accounts.take(authorization.tradingId());
        Movement wanted = Movement.closing(authorization);
        return movements
                .find(wanted.idempotencyKey())
                .map(movement -> new Intent(movement, false))
                .orElseGet(() -> added(wanted, true));
    }

    /** The intents to give back a sum, taken from the captures in their order; the second time for one purpose the same. */
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
        for (Movement capture : all) {
            BigDecimal part = rest.min(refundable(capture, all));
            if (part.signum() > 0) {
                intents.add(added(Movement.refund(trade, purpose, intents.size() + 1, part, capture), true));
                rest = rest.subtract(part);
            }
        }
        if (rest.signum() > 0) {
            throw new IllegalStateException("Of trade " + trade.tradingId() + " " + amount + " " + trade.currency()
                    + " should be refunded for " + purpose + ": " + rest + " more than was captured.");
        }
        return intents;
    }

    /** What was taken and neither given back nor promised to be. */
    public static BigDecimal refundable(Movement capture, List<Movement> all) {
        return capture.is(Kind.CAPTURE, State.DONE)
                ? all.stream()
                        .filter(movement -> movement.is(Kind.REFUND, State.REQUESTED, State.UNKNOWN, State.DONE))
                        .filter(refund -> capture.idempotencyKey().equals(refund.sourceKey()))
                        .map(Movement::amount)
                        .reduce(capture.amount(), BigDecimal::subtract)
                : BigDecimal.ZERO;
    }

    /**
     * The intent to take nothing more, from now on, and to wait for no invoice; gives the authorizations that are to be let go
     * of.
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public List<Movement> toUndo(String tradingId) {
        accounts.undo(tradingId);
        invoices.withdraw(tradingId);
        return movements.of(tradingId, Kind.AUTHORIZE);
    }

    /** Notes that no answer came, unless another attempt has had one meanwhile. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void doubt(Movement movement) {
        movements.doubt(movement);
    }

    /** The same for one consignment; gives the captures whose outcome nobody knows yet. */
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

    private Intent asked(Movement wanted, boolean goesOn) {
        if (accounts.hasGivenUp(wanted.tradingId(), wanted.part())) {
            throw new IllegalStateException("This part of trade " + wanted.tradingId()
                    + " is given up: nothing is asked for it. It was to be " + wanted.idempotencyKey());
        }
        return added(wanted, goesOn);
    }

    private Intent added(Movement wanted, boolean goesOn) {
        if (!goesOn) {
            throw new IllegalStateException("The payment of trade " + wanted.tradingId()
                    + " is undone or about to be: nothing more is asked for. It was to be " + wanted.idempotencyKey());
        }
        movements.add(wanted);
        return new Intent(wanted, true);
    }
}

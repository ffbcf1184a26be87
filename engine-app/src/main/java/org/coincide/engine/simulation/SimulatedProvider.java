package org.coincide.engine.simulation;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.coincide.engine.payment.provider.PaymentProvider;
import org.coincide.engine.payment.provider.PaymentProvider.Answer.Closed;
import org.coincide.engine.payment.provider.PaymentProvider.Answer.ConfirmationDue;
import org.coincide.engine.payment.provider.PaymentProvider.Answer.Declined;
import org.coincide.engine.payment.provider.PaymentProvider.Answer.Done;
import org.coincide.engine.payment.provider.PaymentProvider.Answer.Expired;
import org.coincide.engine.payment.provider.ProviderUnavailableException;
import org.coincide.engine.simulation.SimulatedProviderLedger.Authorization;
import org.coincide.engine.simulation.SimulatedProviderLedger.Call;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A payment provider for trying things out. It keeps books of its own, in transactions of its own, as a company elsewhere
 * would: what it has done stays done when our transaction fails. It takes no more than it holds, nothing by what is closed,
 * and gives back no more than it took. The card's token says how it behaves, see {@link TestCard}.
 */
@Component
@ConditionalOnSimulatedProvider
class SimulatedProvider implements PaymentProvider {

    private static final String NO_TOKEN = "";
    private static final String NO_CURRENCY = "XXX";

    private final SimulatedProviderLedger books;
    private final SimulatedConfirmations holders;
    private final TransactionTemplate own;
    private final PaymentSimulationProperties settings;

    SimulatedProvider(
            SimulatedProviderLedger books,
            SimulatedConfirmations holders,
            PlatformTransactionManager transactions,
            PaymentSimulationProperties settings) {
        this.books = books;
        this.holders = holders;
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.settings = settings;
    }

    @Override
    public Answer authorize(String key, String merchantReference, BigDecimal amount, String currency, String token) {
        Call wanted = wanted(key, SimulatedProviderLedger.AUTHORIZE, null, amount, currency, token);
        return answer(wanted, () -> {
            Optional<Authorization> known = books.lock(key);
            if (known.isPresent()) {
                return unconfirmed(known.get())
                        .orElseGet(
                                () -> closedOr(known.get(), new Done(known.get().reference())));
            }
            String state = stateOf(TestCard.of(token), !books.knowsMerchantReference(merchantReference));
            books.add(
                    new Authorization(key, wanted.reference(), token, amount, currency, BigDecimal.ZERO, state),
                    merchantReference);
            return switch (state) {
                case "DECLINED" -> new Declined("card_declined");
                case SimulatedProviderLedger.UNCONFIRMED -> holders.ask(key, wanted.reference(), TestCard.of(token));
                default -> new Done(wanted.reference());
            };
        });
    }

    private static String stateOf(TestCard card, boolean first) {
        return card.declines(first)
                ? "DECLINED"
                : card.expires(first)
                        ? "EXPIRED"
                        : card.asksHolder(first) ? SimulatedProviderLedger.UNCONFIRMED : "OPEN";
    }

    private Optional<Answer> unconfirmed(Authorization held) {
        return held.state().equals(SimulatedProviderLedger.UNCONFIRMED)
                ? Optional.of(holders.asked(held.authorizationKey()))
                : Optional.empty();
    }

    @Override
    public Answer capture(String key, String authorizationKey, BigDecimal amount, String currency) {
        Call wanted = wanted(
                key, SimulatedProviderLedger.CAPTURE, authorizationKey, amount, currency, tokenOf(authorizationKey));
        return answer(wanted, () -> {
            Authorization held = books.lock(authorizationKey).orElse(null);
            if (held == null || held.state().equals("DECLINED")) {
                return new Declined("unknown_authorization");
            }
            if (held.state().equals(SimulatedProviderLedger.UNCONFIRMED)) {
                return new Declined("not_confirmed");
            }
            if (held.state().equals("EXPIRED")) {
                return new Expired();
            }
            if (held.state().equals("OPEN")
                    && (!held.currency().equals(currency)
                            || held.captured().add(amount).compareTo(held.amount()) > 0)) {
                return new Declined("more_than_authorized");
            }
            Answer answer = closedOr(held, new Done(wanted.reference()));
            if (answer instanceof Done) {
                books.captured(held, amount);
            }
            return answer;
        });
    }

    @Override
    public Answer close(String authorizationKey) {
        Call wanted = wanted(
                authorizationKey + "/void",
                SimulatedProviderLedger.VOID,
                authorizationKey,
                BigDecimal.ZERO,
                NO_CURRENCY,
                tokenOf(authorizationKey));
        return answer(wanted, () -> {
            Optional<Authorization> held = books.lock(authorizationKey);
            held.ifPresentOrElse(books::close, () -> rememberClosed(authorizationKey, wanted.reference()));
            return new Done(wanted.reference());
        });
    }

    private void rememberClosed(String authorizationKey, String reference) {
        books.add(
                new Authorization(
                        authorizationKey, reference, NO_TOKEN, BigDecimal.ZERO, NO_CURRENCY, BigDecimal.ZERO, "CLOSED"),
                null);
    }

    @Override
    public Answer refund(String key, String captureKey, BigDecimal amount, String currency) {
        Optional<Call> taken =
                books.call(captureKey).filter(call -> call.answer().equals(SimulatedProviderLedger.APPROVED));
        if (taken.isEmpty()) {
            return new Declined("unknown_capture");
        }
        Call wanted = wanted(
                key,
                SimulatedProviderLedger.REFUND,
                captureKey,
                amount,
                currency,
                taken.get().token());
        return answer(wanted, () -> {
            books.lock(taken.get().sourceKey());
            boolean tooMuch =
                    books.refunded(captureKey).add(amount).compareTo(taken.get().amount()) > 0
                            || !currency.equals(taken.get().currency());
            return tooMuch ? new Declined("more_than_captured") : new Done(wanted.reference());
        });
    }

    @Override
    public Optional<Answer> find(String key) {
        return books.call(key).flatMap(call -> {
            if (TestCard.of(call.token()) == TestCard.NEVER_ANSWERS) {
                throw new ProviderUnavailableException("The payment provider did not say what became of " + key + ".");
            }
            return switch (call.answer()) {
                case SimulatedProviderLedger.APPROVED -> Optional.of(new Done(call.reference()));
                case SimulatedProviderLedger.DECLINED -> Optional.of(new Declined("declined"));
                case SimulatedProviderLedger.UNCONFIRMED ->
                    own.execute(status -> books.lock(key))
                            .map(held -> unconfirmed(held).orElseGet(Closed::new));
                default -> Optional.empty();
            };
        });
    }

    /** Books what is asked for and answers, or loses the answer; what was answered for good is not done again. */
    private Answer answer(Call wanted, Supplier<Answer> work) {
        LockSupport.parkNanos(settings.latency().toNanos());
        Booked booked = own.execute(status -> book(wanted, work));
        int attempt = booked.call() == null ? 1 : booked.call().attempts();
        TestCard card = TestCard.of(wanted.token());
        if (booked.answer() == null) {
            throw new ProviderUnavailableException(
                    "The payment provider answered 503 to " + wanted.operation() + " " + wanted.idempotencyKey() + ".");
        }
        if (booked.answer() instanceof Done && card.losesAnswer(wanted.operation(), attempt)) {
            throw new ProviderUnavailableException("The payment provider did not answer in time to "
                    + wanted.operation() + " " + wanted.idempotencyKey() + ": it may have been done.");
        }
        return booked.answer();
    }

    /** @param answer null where the provider failed */
    private record Booked(Call call, Answer answer) {}

    private Booked book(Call wanted, Supplier<Answer> work) {
        Optional<Call> earlier = books.call(wanted.idempotencyKey());
        Optional<Answer> known = earlier.flatMap(SimulatedProvider::finalAnswer);
        if (known.isPresent()) {
            return new Booked(booked(wanted, earlier.get().answer()), known.get());
        }
        int attempt = earlier.map(Call::attempts).orElse(0) + 1;
        if (TestCard.of(wanted.token()).fails(wanted.operation(), attempt)) {
            return new Booked(booked(wanted, SimulatedProviderLedger.FAILED), null);
        }
        Answer answer = work.get();
        if (answer instanceof Done) {
            Call call = booked(wanted, SimulatedProviderLedger.APPROVED);
            return new Booked(call, new Done(call.reference()));
        }
        if (answer instanceof ConfirmationDue) {
            return new Booked(booked(wanted, SimulatedProviderLedger.UNCONFIRMED), answer);
        }
        return new Booked(answer instanceof Declined ? booked(wanted, SimulatedProviderLedger.DECLINED) : null, answer);
    }

    private Call booked(Call wanted, String answer) {
        Call call = new Call(
                wanted.idempotencyKey(),
                wanted.operation(),
                wanted.sourceKey(),
                wanted.reference(),
                wanted.amount(),
                wanted.currency(),
                wanted.token(),
                answer,
                1);
        return books.book(call, authorizationReference(wanted));
    }

    private String authorizationReference(Call wanted) {
        return wanted.operation().equals(SimulatedProviderLedger.CAPTURE)
                        || wanted.operation().equals(SimulatedProviderLedger.VOID)
                ? books.call(wanted.sourceKey()).map(Call::reference).orElse(null)
                : null;
    }

    private static Optional<Answer> finalAnswer(Call call) {
        return switch (call.answer()) {
            case SimulatedProviderLedger.APPROVED -> Optional.of(new Done(call.reference()));
            case SimulatedProviderLedger.DECLINED -> Optional.of(new Declined("declined"));
            default -> Optional.empty();
        };
    }

    private static Answer closedOr(Authorization held, Answer answer) {
        return held.state().equals("CLOSED") ? new Closed() : answer;
    }

    private String tokenOf(String authorizationKey) {
        return books.call(authorizationKey).map(Call::token).orElse(NO_TOKEN);
    }

    private Call wanted(
            String key, String operation, String sourceKey, BigDecimal amount, String currency, String token) {
        return new Call(key, operation, sourceKey, books.newReference(), amount, currency, token, null, 0);
    }
}

package org.coincide.engine.payment.events;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Execution;
import org.coincide.engine.adapters.ReportOutcome;
import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.books.Movement.Kind;
import org.coincide.engine.payment.books.Movements;
import org.coincide.engine.payment.books.PaymentProperties;
import org.coincide.engine.payment.events.ProviderEventRecords.EventRecord;
import org.coincide.engine.payment.provider.PaymentEvent;
import org.coincide.engine.payment.provider.PaymentEvent.AuthorizationChanged;
import org.coincide.engine.payment.provider.PaymentEvent.AuthorizationExpired;
import org.coincide.engine.payment.provider.PaymentEvent.DisputeClosed;
import org.coincide.engine.payment.provider.PaymentEvent.DisputeOpened;
import org.coincide.engine.payment.provider.PaymentEvent.RefundChanged;
import org.coincide.engine.payment.provider.PaymentEvents;
import org.coincide.engine.payment.provider.PaymentId;
import org.coincide.engine.payment.provider.ProviderUnavailableException;
import org.coincide.engine.payment.refunds.RefundTracker;
import org.coincide.processes.server.SendsMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Processes events at the provider. An event about an authorization wakes the process that waits for it, which looks the
 * authorization up: a report alone never makes money count as authorized. An event about a refund makes the server look the refund
 * up. A dispute becomes a task.
 */
@Component
@SendsMessage(value = "confirmation.reported", decision = "confirmationDue=true", records = "money: ASKED > REPORTED")
class ProviderEventProcessor implements PaymentEvents {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderEventProcessor.class);
    private static final String MESSAGE = "confirmation.reported";

    private final ProviderEventRecords records;
    private final Movements movements;
    private final RefundTracker refunds;
    private final DisputeTasks disputes;
    private final RuntimeService engine;
    private final TransactionTemplate transaction;
    private final int attempts;

    ProviderEventProcessor(
            ProviderEventRecords records,
            Movements movements,
            RefundTracker refunds,
            DisputeTasks disputes,
            RuntimeService engine,
            PlatformTransactionManager transactions,
            PaymentProperties properties) {
        this.records = records;
        this.movements = movements;
        this.refunds = refunds;
        this.disputes = disputes;
        this.engine = engine;
        this.transaction = new TransactionTemplate(transactions);
        this.attempts = properties.reportAttempts();
    }

    @Override
    public ReportOutcome report(PaymentEvent event) {
        return report(event, nameOf(event));
    }

    /** @param name of the event: another name under the same identifier is a conflict */
    ReportOutcome report(PaymentEvent event, String name) {
        EventRecord reported = EventRecord.of(event.id(), event.payment(), name);
        for (int attempt = 1; attempt <= attempts; attempt++) {
            try {
                return transaction.execute(status -> earlier(reported).orElseGet(() -> process(event, reported)));
            } catch (ProcessEngineException | ConcurrencyFailureException | DuplicateKeyException concurrent) {
                LOG.debug("Event {} met a concurrent change.", event.id(), concurrent);
            } catch (ProviderUnavailableException unknown) {
                LOG.warn(
                        "Event {} cannot be checked at the provider. The provider must report it again.",
                        event.id(),
                        unknown);
                return ReportOutcome.RETRY;
            }
        }
        return ReportOutcome.RETRY;
    }

    private Optional<ReportOutcome> earlier(EventRecord reported) {
        return records.find(reported.id())
                .map(stored -> stored.equals(reported) ? ReportOutcome.DUPLICATE : ReportOutcome.CONFLICTING);
    }

    private ReportOutcome process(PaymentEvent event, EventRecord reported) {
        Optional<Movement> movement = movementOf(event);
        if (movement.isEmpty()) {
            return ReportOutcome.UNKNOWN;
        }
        ReportOutcome outcome = apply(event, movement.get());
        if (outcome == ReportOutcome.ACCEPTED || outcome == ReportOutcome.NOT_EXPECTED) {
            records.add(reported, outcome);
        }
        return outcome;
    }

    private ReportOutcome apply(PaymentEvent event, Movement movement) {
        if (event instanceof RefundChanged) {
            return refunds.reported(movement);
        }
        if (event instanceof DisputeOpened opened) {
            disputes.opened(opened, movement.tradingId());
            return ReportOutcome.ACCEPTED;
        }
        if (event instanceof DisputeClosed closed) {
            disputes.closed(closed, movement.tradingId());
            return ReportOutcome.ACCEPTED;
        }
        return wake(movement);
    }

    private ReportOutcome wake(Movement authorization) {
        List<Execution> waiting = engine.createExecutionQuery()
                .messageEventSubscriptionName(MESSAGE)
                .processInstanceBusinessKey(authorization.tradingId())
                .list();
        if (waiting.isEmpty()) {
            return authorization.state().isOpen() ? ReportOutcome.RETRY : ReportOutcome.NOT_EXPECTED;
        }
        waiting.forEach(execution -> engine.messageEventReceived(MESSAGE, execution.getId()));
        return ReportOutcome.ACCEPTED;
    }

    private Optional<Movement> movementOf(PaymentEvent event) {
        PaymentId payment = event.payment();
        Stream<Movement> found = payment.key() == null
                ? movements.ofReference(payment.reference()).stream()
                : movements.find(payment.key()).stream();
        return found.filter(movement -> isAbout(event, movement.kind())).findFirst();
    }

    private static boolean isAbout(PaymentEvent event, Kind kind) {
        if (event instanceof RefundChanged) {
            return kind == Kind.REFUND;
        }
        return kind == Kind.AUTHORIZE
                || kind == Kind.CAPTURE
                        && !(event instanceof AuthorizationChanged || event instanceof AuthorizationExpired);
    }

    /** The name of the type: {@code AUTHORIZATION_CHANGED}. */
    private static String nameOf(PaymentEvent event) {
        return event.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toUpperCase(Locale.ROOT);
    }
}

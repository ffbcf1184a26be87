package org.coincide.engine.lifecycle;

import java.util.EnumSet;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.coincide.engine.delivery.consignments.Consignments;
import org.coincide.engine.journal.Journal;
import org.coincide.engine.payment.books.Movements;
import org.coincide.engine.returns.Returns;
import org.coincide.engine.trade.Actor;
import org.coincide.engine.trade.Actor.ProcessVersion;
import org.coincide.engine.trade.Facts;
import org.coincide.engine.trade.IllegalTransitionException;
import org.coincide.engine.trade.Reason;
import org.coincide.engine.trade.StatusChange;
import org.coincide.engine.trade.Trades;
import org.coincide.engine.trade.status.DeliveryStatus;
import org.coincide.engine.trade.status.PaymentStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Moves the trade to the statuses of a model's event and appends the message to the journal, in the engine's transaction. */
@Component
class StatusListener {

    private static final Set<DeliveryStatus> RETURNED =
            EnumSet.of(DeliveryStatus.PARTIALLY_RETURNED, DeliveryStatus.RETURNED);

    private final Trades trades;
    private final Journal journal;
    private final Movements movements;
    private final Consignments consignments;
    private final Returns returns;
    private final ProcessingDetailsCollector detailsCollector;

    StatusListener(
            Trades trades,
            Journal journal,
            Movements movements,
            Consignments consignments,
            Returns returns,
            ProcessingDetailsCollector detailsCollector) {
        this.trades = trades;
        this.journal = journal;
        this.movements = movements;
        this.consignments = consignments;
        this.returns = returns;
        this.detailsCollector = detailsCollector;
    }

    /**
     * Handles an event of a model.
     *
     * @throws IllegalTransitionException if the contract does not allow the step
     * @throws org.camunda.bpm.engine.OptimisticLockingException if a concurrent transaction made the step stale
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void onEvent(DelegateExecution execution, EventStatuses statuses, String eventName) {
        try {
            move(execution, statuses, eventName);
        } catch (IllegalTransitionException illegal) {
            throw StaleStepDetector.classify(illegal);
        }
    }

    private void move(DelegateExecution execution, EventStatuses statuses, String eventName) {
        String tradingId = execution.getProcessBusinessKey();
        StatusChange change = change(execution, statuses, eventName);
        if (change.payment() == PaymentStatus.VOIDED && isPartiallyPaid(tradingId)) {
            // The contract voids such a payment in two steps: it fails first.
            StatusChange first = new StatusChange(null, null, change.payment(), change.reason(), change.actor());
            move(tradingId, first, statuses);
        }
        move(tradingId, change, statuses);
    }

    private boolean isPartiallyPaid(String tradingId) {
        return trades.lock(tradingId)
                .filter(trade -> trade.statuses().payment() == PaymentStatus.PARTIALLY_PAID)
                .isPresent();
    }

    private void move(String tradingId, StatusChange change, EventStatuses statuses) {
        trades.move(tradingId, change, () -> facts(tradingId, statuses))
                .ifPresent(move -> journal.append(
                        move,
                        detailsCollector
                                .of(move.after())
                                .withDue(statuses.dueAfter(move.after().changedAt()))));
    }

    private Facts facts(String tradingId, EventStatuses statuses) {
        return new Facts(
                () -> movements.factsOf(tradingId),
                statuses.delivery() == null ? null : consignments.factsOf(tradingId),
                RETURNED.contains(statuses.delivery()) ? returns.received(tradingId) : null);
    }

    private static StatusChange change(DelegateExecution execution, EventStatuses statuses, String eventName) {
        return new StatusChange(
                statuses.order(),
                statuses.delivery(),
                statuses.payment(),
                reason(execution, statuses, eventName),
                actor(execution, statuses));
    }

    private static Reason reason(DelegateExecution execution, EventStatuses statuses, String eventName) {
        if (statuses.reason() == null) {
            return null;
        }
        return statuses.reasonVariable()
                .map(variable -> variable.reason(execution, eventName))
                .orElseGet(() -> new Reason(statuses.reason(), eventName));
    }

    private static Actor actor(DelegateExecution execution, EventStatuses statuses) {
        Authentication user =
                execution.getProcessEngineServices().getIdentityService().getCurrentAuthentication();
        if (user != null && user.getUserId() != null) {
            return new Actor(Actor.Kind.OPERATOR, user.getUserId(), process(execution));
        }
        return statuses.reasonVariable()
                .flatMap(variable -> variable.actor(execution, process(execution)))
                .orElseGet(() -> new Actor(Actor.Kind.PROCESS, execution.getCurrentActivityId(), process(execution)));
    }

    /** Reads the version from the execution at each event, because a migration changes it. */
    private static ProcessVersion process(DelegateExecution execution) {
        ProcessDefinitionEntity model = ((ExecutionEntity) execution).getProcessDefinition();
        return new ProcessVersion(model.getKey(), model.getVersion(), model.getVersionTag());
    }
}

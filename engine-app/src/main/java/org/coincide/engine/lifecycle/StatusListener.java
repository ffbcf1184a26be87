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
import org.coincide.engine.trade.DeliveryStatus;
import org.coincide.engine.trade.Facts;
import org.coincide.engine.trade.IllegalMoveException;
import org.coincide.engine.trade.ProcessVersion;
import org.coincide.engine.trade.Reason;
import org.coincide.engine.trade.StatusChange;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What an event of a model says has become true: the trade moves and the journal tells, or neither and no event. */
@Component
class StatusListener {

    private static final Set<DeliveryStatus> RETURNED =
            EnumSet.of(DeliveryStatus.PARTIALLY_RETURNED, DeliveryStatus.RETURNED);

    private final Trades trades;
    private final Journal journal;
    private final Movements movements;
    private final Consignments consignments;
    private final Returns returns;
    private final ProcessingDetailsCollector surroundings;

    StatusListener(
            Trades trades,
            Journal journal,
            Movements movements,
            Consignments consignments,
            Returns returns,
            ProcessingDetailsCollector surroundings) {
        this.trades = trades;
        this.journal = journal;
        this.movements = movements;
        this.consignments = consignments;
        this.returns = returns;
        this.surroundings = surroundings;
    }

    /**
     * @throws IllegalMoveException where the contract forbids the step
     * @throws org.camunda.bpm.engine.OptimisticLockingException where it only came too late
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void moved(DelegateExecution execution, EventStatuses statuses, String eventName) {
        try {
            move(execution, statuses, eventName);
        } catch (IllegalMoveException illegal) {
            throw StaleStepDetector.or(illegal);
        }
    }

    private void move(DelegateExecution execution, EventStatuses statuses, String eventName) {
        String tradingId = execution.getProcessBusinessKey();
        trades.move(tradingId, change(execution, statuses, eventName), () -> facts(tradingId, statuses))
                .ifPresent(move -> journal.append(
                        move,
                        surroundings
                                .of(move.after())
                                .promising(statuses.dueAfter(move.after().changedAt()))));
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
        return statuses.saidByOthers()
                .map(said -> said.reason(execution, eventName))
                .orElseGet(() -> new Reason(statuses.reason(), eventName));
    }

    private static Actor actor(DelegateExecution execution, EventStatuses statuses) {
        Authentication by =
                execution.getProcessEngineServices().getIdentityService().getCurrentAuthentication();
        if (by != null && by.getUserId() != null) {
            return new Actor(Actor.Kind.OPERATOR, by.getUserId(), process(execution));
        }
        return statuses.saidByOthers()
                .flatMap(said -> said.actor(execution, process(execution)))
                .orElseGet(() -> new Actor(Actor.Kind.PROCESS, execution.getCurrentActivityId(), process(execution)));
    }

    /** Asked of the execution at each event: the version is another after a migration. */
    private static ProcessVersion process(DelegateExecution execution) {
        ProcessDefinitionEntity model = ((ExecutionEntity) execution).getProcessDefinition();
        return new ProcessVersion(model.getKey(), model.getVersion(), model.getVersionTag());
    }
}

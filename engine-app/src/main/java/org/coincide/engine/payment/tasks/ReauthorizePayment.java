package org.coincide.engine.payment.tasks;

import java.math.BigDecimal;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.payment.books.ConsignmentValues;
import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.books.Movements;
import org.coincide.engine.payment.cards.Authorizations;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.coincide.processes.server.DelegateOutcome;
import org.coincide.processes.server.TradeCondition;
import org.springframework.stereotype.Component;

/**
 * Task_ReauthorizePayment: authorizes the rest of a trade anew after its authorization expired, or throws the business error
 * PAYMENT_DECLINED, or CLAIM_GIVEN_UP if nothing is left to authorize because the consignment was given up. A trade has one
 * authorization at a time: of several consignments that find it expired, the first renews it for all. A card whose holder would have to
 * confirm counts as declined: the goods are on their way, and the holder is not present.
 */
@Component
@DelegateOutcome(records = "money: EXPIRED > HELD")
@DelegateOutcome(error = "PAYMENT_DECLINED", records = "money?: EXPIRED > DECLINED")
@DelegateOutcome(error = "CLAIM_GIVEN_UP", when = TradeCondition.CLAIM_GIVEN_UP)
class ReauthorizePayment implements JavaDelegate {

    private final Trades trades;
    private final Movements movements;
    private final ConsignmentValues values;
    private final Authorizations authorizations;

    ReauthorizePayment(Trades trades, Movements movements, ConsignmentValues values, Authorizations authorizations) {
        this.trades = trades;
        this.movements = movements;
        this.values = values;
        this.authorizations = authorizations;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Trade trade = trades.find(execution.getProcessBusinessKey()).orElseThrow();
        BigDecimal rest = values.uncovered(trade, movements.of(trade.tradingId()));
        int number = movements.nextAuthorization(trade.tradingId());
        Movement next = Movement.authorization(trade, number, rest);
        if (rest.signum() == 0 && movements.find(next.idempotencyKey()).isEmpty()) {
            throw new BpmnError("CLAIM_GIVEN_UP");
        }
        if (!authorizations.holdWithoutClient(next)) {
            throw new BpmnError("PAYMENT_DECLINED");
        }
    }
}

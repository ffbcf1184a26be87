package org.coincide.engine.reconciliation;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.coincide.engine.journal.messages.RefusalReport.RefusalReason;
import org.coincide.engine.lifecycle.ProcessRemoval;
import org.coincide.engine.returns.ReturnRefusals;
import org.coincide.engine.returns.Returns;
import org.coincide.engine.returns.Returns.RequestedReturn;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Ends returns that cannot be finished, at the command of an operator. */
@Component
public class ReturnRecovery {

    /** A return has one process; for an operator, the engine executes no query without a limit. */
    private static final int MAX_PROCESSES = 10;

    private final Trades trades;
    private final Returns returns;
    private final ReturnRefusals refusals;
    private final ProcessRemoval removal;
    private final RuntimeService engine;
    private final TransactionOperations transaction;

    ReturnRecovery(
            Trades trades,
            Returns returns,
            ReturnRefusals refusals,
            ProcessRemoval removal,
            RuntimeService engine,
            TransactionOperations transaction) {
        this.trades = trades;
        this.returns = returns;
        this.refusals = refusals;
        this.removal = removal;
        this.engine = engine;
        this.transaction = transaction;
    }

    /**
     * Ends a return: its process is deleted, and an open return is refused with the text. A return whose goods are booked already stays
     * booked; a refund that is still missing is then made outside the server.
     *
     * @param state state of the return for which the operator has decided so
     * @return the reason of the refusal; empty if the return has ended
     */
    public Optional<String> end(String tradingId, String number, String state, String text, String operator) {
        return transaction.execute(status -> {
            Optional<Trade> trade = trades.lock(tradingId);
            Optional<RequestedReturn> found = returns.of(tradingId).stream()
                    .filter(one -> one.number().equals(number))
                    .findFirst();
            if (trade.isEmpty() || found.isEmpty()) {
                return Optional.of("There is no return " + number + " of the trade " + tradingId + ".");
            }
            if (!found.get().state().equals(state)) {
                return Optional.of(
                        "The return is in another state than the request states. Nothing is changed. Read the trade again, and repeat the action if the return is to end as it is now.");
            }
            boolean refused =
                    refusals.refuse(trade.get(), number, new RefusalReason("RETURN_NOT_ACCEPTED", text, null));
            List<ProcessInstance> running = engine.createProcessInstanceQuery()
                    .processDefinitionKey("return")
                    .processInstanceBusinessKey(tradingId)
                    .variableValueEquals("returnNumber", number)
                    .listPage(0, MAX_PROCESSES);
            running.forEach(instance -> removal.remove(instance.getId(), "Ended by " + operator));
            return refused || !running.isEmpty()
                    ? Optional.<String>empty()
                    : Optional.of("The return " + number + " has ended already.");
        });
    }
}

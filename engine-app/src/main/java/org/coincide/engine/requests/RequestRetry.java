package org.coincide.engine.requests;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Executes a request in its own transaction and retries it after a conflict with a concurrent step of the process. The losing
 * transaction is rolled back.
 */
@Component
class RequestRetry {

    private static final Logger LOG = LoggerFactory.getLogger(RequestRetry.class);

    private final TransactionOperations transaction;
    private final Trades trades;
    private final RequestProperties properties;

    RequestRetry(TransactionOperations transaction, Trades trades, RequestProperties properties) {
        this.trades = trades;
        this.transaction = transaction;
        this.properties = properties;
    }

    /**
     * Decides about a request under the lock of its trade. A trade that does not exist, or that the sender may not change, is unknown to the
     * sender.
     */
    Decision decide(TradeRequest request, Function<Trade, Decision> decision) {
        return execute(request.tradingId(), () -> trades.lock(request.tradingId())
                .filter(request::isPermittedFor)
                .map(decision)
                .orElseGet(request::unknownTrade));
    }

    <T> T execute(String tradingId, Supplier<T> request) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.execute(status -> request.get());
            } catch (OptimisticLockingException | ConcurrencyFailureException conflict) {
                if (attempt >= properties.attempts()) {
                    throw conflict;
                }
                LOG.debug(
                        "Attempt {} of a request about trade {} conflicted with a concurrent step. Retrying.",
                        attempt,
                        tradingId);
                LockSupport.parkNanos(properties.pause().toNanos());
            }
        }
    }
}

package org.coincide.engine.requests;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.camunda.bpm.engine.OptimisticLockingException;
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
    private final RequestProperties properties;

    RequestRetry(TransactionOperations transaction, RequestProperties properties) {
        this.transaction = transaction;
        this.properties = properties;
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

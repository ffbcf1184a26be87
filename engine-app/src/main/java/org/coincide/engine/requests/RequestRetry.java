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
 * Carries out a request in a transaction of its own, again where the process moved at the same moment: the engine lets one of
 * two win, and who loses has changed nothing.
 */
@Component
class RequestRetry {

    private static final Logger LOG = LoggerFactory.getLogger(RequestRetry.class);

    private final TransactionOperations transaction;
    private final RequestRetryProperties settings;

    RequestRetry(TransactionOperations transaction, RequestRetryProperties settings) {
        this.transaction = transaction;
        this.settings = settings;
    }

    Decision of(String tradingId, Supplier<Decision> request) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.execute(status -> request.get());
            } catch (OptimisticLockingException | ConcurrencyFailureException processMoved) {
                if (attempt >= settings.attempts()) {
                    throw processMoved;
                }
                LOG.debug("Trade {} moved while a request about it was carried out, attempt {}", tradingId, attempt);
                LockSupport.parkNanos(settings.pause().toNanos());
            }
        }
    }
}

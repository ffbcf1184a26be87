package org.coincide.client.support;

import java.util.function.Consumer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions of no database, in which a test publishes application events to a listener. */
public final class EventTransactions implements AutoCloseable {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    private EventTransactions() {}

    /** Transactions with one listener. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public static EventTransactions of(Object listener) {
        var transactions = new EventTransactions();
        transactions.context.register(Listeners.class);
        transactions.context.registerBean("listener", (Class) listener.getClass(), () -> listener);
        transactions.context.refresh();
        return transactions;
    }

    /** Runs work in a transaction, and commits it. */
    public void run(Consumer<ApplicationEventPublisher> work) {
        new TransactionTemplate(new NoDatabase()).executeWithoutResult(status -> work.accept(context));
    }

    /** Publishes an event outside of any transaction. */
    public void publishOutside(Object event) {
        context.publishEvent(event);
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    static class Listeners {}

    private static final class NoDatabase extends AbstractPlatformTransactionManager {

        private static final long serialVersionUID = 1L;

        @Override
        protected Object doGetTransaction() {
            return new Object();
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            // Nothing to begin.
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            // Nothing to commit.
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            // Nothing to roll back.
        }
    }
}

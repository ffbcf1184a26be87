package org.coincide.engine.statements;

import java.time.Instant;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Statements of two nodes that have read the last statement before either issues another one. Everything is rolled back. */
public final class StatementsOfTwoNodes {

    private final Statements statements;
    private final StatementWriter writer;
    private final TransactionTemplate transaction;

    /** Creates the nodes from the beans of this context. */
    public StatementsOfTwoNodes(ApplicationContext node) {
        this.statements = node.getBean(Statements.class);
        this.writer = node.getBean(StatementWriter.class);
        this.transaction = new TransactionTemplate(node.getBean(PlatformTransactionManager.class));
    }

    /** Both nodes issue the heartbeat; returns the number of statements. */
    public long heartbeats(String clientId) {
        return transaction.execute(status -> {
            status.setRollbackOnly();
            StatementHead known = statements.lock(clientId).orElseThrow();
            writer.writeHeartbeat(known);
            writer.writeHeartbeat(known);
            return statements.find(clientId).orElseThrow().number() - known.number();
        });
    }

    /** Both nodes start the full statement of a night; returns the start that counts. */
    public Instant fullStatement(String clientId, Instant first, Instant second) {
        return transaction.execute(status -> {
            status.setRollbackOnly();
            StatementHead known = statements.lock(clientId).orElseThrow();
            statements.startFull(known, first);
            statements.startFull(known, second);
            return statements.find(clientId).orElseThrow().fullAt();
        });
    }
}

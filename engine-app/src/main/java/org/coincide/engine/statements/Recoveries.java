package org.coincide.engine.statements;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Detects by receipts that the database is older than a client's ledger, and when the comparison of the trades has ended. */
@Component
class Recoveries {

    private static final Logger LOG = LoggerFactory.getLogger(Recoveries.class);

    /** Largest believable number of lost statements: a client cannot use up the numbers. */
    private static final long LARGEST_LOSS = 10_000_000;

    private final Statements statements;
    private final Clock clock;

    Recoveries(Statements statements, Clock clock) {
        this.statements = statements;
        this.clock = clock;
    }

    /**
     * Compares the statement of a receipt with the last one in the database.
     *
     * @return whether the trades of the receipt are to be compared message by message
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean observe(String clientId, long number, String digest) {
        boolean concerned = statements
                .find(clientId)
                .filter(last -> last.isRecovering() || number > last.number())
                .isPresent();
        return concerned && observe(statements.lock(clientId).orElseThrow(), number, digest);
    }

    private boolean observe(StatementHead last, long number, String digest) {
        String clientId = last.clientId();
        if (number - last.number() > LARGEST_LOSS) {
            LOG.warn("Client {} names statement {}, but the last one is {}.", clientId, number, last.number());
            return false;
        }
        if (number > last.number()) {
            LOG.warn(
                    "Client {} has received statement {}, but the last one in the database is {}: an older backup was restored. "
                            + "No message of its trades is published until all are compared.",
                    clientId,
                    number,
                    last.number());
            statements.startRecovery(clientId, number, digest, clock.instant());
        } else if (last.isRecovering() && last.recoveryPage() > 0 && number > last.recoveryPage()) {
            LOG.info("The trades of client {} are compared. Messages are published again.", clientId);
            statements.endRecovery(clientId);
        }
        return true;
    }
}

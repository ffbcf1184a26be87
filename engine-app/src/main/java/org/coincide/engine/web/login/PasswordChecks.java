package org.coincide.engine.web.login;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The turns of logins whose passwords are checked. Each check needs a connection of the database, so few are done at once. */
public final class PasswordChecks {

    private final Duration longestWait;

    /** Fair, so that a flood of logins delays another login by a moment only. */
    private final Semaphore turns;

    public PasswordChecks(int atOnce, Duration longestWait) {
        this.turns = new Semaphore(atOnce, true);
        this.longestWait = longestWait;
    }

    /**
     * Checks a password when it is its turn.
     *
     * @throws LoginThrottledException if its turn does not come in time
     */
    public boolean inTurn(BooleanSupplier check) {
        await();
        try {
            return check.getAsBoolean();
        } finally {
            turns.release();
        }
    }

    private void await() {
        try {
            if (!turns.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw LoginThrottledException.busy(longestWait);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw LoginThrottledException.busy(longestWait);
        }
    }
}

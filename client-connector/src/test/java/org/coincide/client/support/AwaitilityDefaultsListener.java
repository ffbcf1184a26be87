package org.coincide.client.support;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Sets Awaitility's defaults: polls at once, then with increasing intervals up to a tenth of a second. The time-out ends a test that
 * hangs; a busy machine must not reach it.
 */
public final class AwaitilityDefaultsListener implements LauncherSessionListener {

    private static final Duration FIRST = Duration.ofMillis(10);
    private static final Duration LATER = Duration.ofMillis(100);
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        // A condition that throws is not met yet: the trade or order that it reads may not exist yet.
        Awaitility.ignoreExceptionsByDefault();
        Awaitility.setDefaultTimeout(TIMEOUT);
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval((polls, last) -> next(last));
    }

    private static Duration next(Duration last) {
        Duration longer = last.isZero() ? FIRST : last.multipliedBy(2);
        return longer.compareTo(LATER) < 0 ? longer : LATER;
    }
}

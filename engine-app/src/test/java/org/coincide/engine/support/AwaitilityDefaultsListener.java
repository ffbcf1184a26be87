package org.coincide.engine.support;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Sets Awaitility to poll immediately, then with growing pauses up to a tenth of a second. The time-out only ends a test that fails: it is
 * long enough for a busy machine.
 */
public final class AwaitilityDefaultsListener implements LauncherSessionListener {

    private static final Duration FIRST = Duration.ofMillis(10);
    private static final Duration LATER = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        // What cannot be asked yet, because what it is about is not there, is not there.
        Awaitility.ignoreExceptionsByDefault();
        Awaitility.setDefaultTimeout(LONGEST);
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval((looks, last) -> next(last));
    }

    private static Duration next(Duration last) {
        Duration longer = last.isZero() ? FIRST : last.multipliedBy(2);
        return longer.compareTo(LATER) < 0 ? longer : LATER;
    }
}

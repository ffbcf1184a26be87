package org.coincide.client.statements;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The time of the server's last statement. Measured with the monotonic clock since the start of this client, so that a changed system
 * time neither hides nor invents a silence.
 */
@Component
public class ServerHeartbeat {

    private static final int TOLERATED = 3;

    private final Clock clock;
    private volatile Heard heard;

    ServerHeartbeat(StatementProperties properties, Clock clock) {
        this.clock = clock;
        this.heard = new Heard(null, System.nanoTime(), properties.heartbeat());
    }

    private record Heard(Instant at, long nanoTime, Duration heartbeat) {}

    /** Records a statement, with the time in which the server announces the next one. */
    public void heard(Duration heartbeat) {
        heard = new Heard(clock.instant(), System.nanoTime(), heartbeat);
    }

    /** Returns the time of the last statement; empty if there was none since the start. */
    public Optional<Instant> last() {
        return Optional.ofNullable(heard.at());
    }

    /** Returns the text about a silent server; empty while it is heard. */
    public Optional<String> silence() {
        var last = heard;
        var silent = Duration.ofNanos(System.nanoTime() - last.nanoTime());
        return silent.compareTo(last.heartbeat().multipliedBy(TOLERATED)) <= 0
                ? Optional.empty()
                : Optional.of("no statement of the server for " + silent.toSeconds() + " s; one is expected every "
                        + last.heartbeat().toSeconds() + " s");
    }

    /** The seconds since the last statement, or since the start. */
    double secondsSinceLast() {
        return Duration.ofNanos(System.nanoTime() - heard.nanoTime()).toMillis() / 1_000.0;
    }
}

package org.coincide.engine.web.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PasswordChecksTest {

    private final PasswordChecks checks = new PasswordChecks(1, Duration.ofMillis(10));

    @Test
    void aLoginWhoseTurnDoesNotComeInTimeIsRefused() {
        checks.inTurn(() -> {
            assertThatThrownBy(() -> checks.inTurn(() -> true))
                    .isInstanceOf(LoginThrottledException.class)
                    .hasMessage("Too many logins are being checked");
            return true;
        });
    }

    @Test
    void aFailedCheckGivesItsTurnBack() {
        assertThatThrownBy(() -> checks.inTurn(() -> {
                    throw new IllegalStateException("The database fails");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(checks.inTurn(() -> true)).isTrue();
    }
}

package org.coincide.client.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.coincide.client.support.SettableClock;
import org.coincide.client.web.login.LoginProperties.Mode;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {

    private static final String ADDRESS = "192.0.2.1";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-29T12:00:00Z"));
    private final LoginThrottle throttle = new LoginThrottle(properties(), clock);

    static LoginProperties properties() {
        return new LoginProperties(
                Mode.LOCAL,
                "ledger",
                "groups",
                "",
                Duration.ofSeconds(5),
                Duration.ofMinutes(10),
                2,
                Duration.ofHours(12),
                10,
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                Duration.ofMinutes(15),
                100);
    }

    @Test
    void theDelayDoublesUpToItsMaximumAndAlwaysEnds() {
        for (int seconds : new int[] {2, 4, 8, 16, 30, 30}) {
            fail(9);
            assertThat(throttle.waitOf(ADDRESS)).isZero();
            assertThat(throttle.failed(ADDRESS)).isEqualTo(Duration.ofSeconds(seconds));
            assertThat(throttle.waitOf("192.0.2.2")).isZero();
            clock.advance(Duration.ofSeconds(seconds));
            assertThat(throttle.waitOf(ADDRESS)).isZero();
        }
    }

    @Test
    void anAddressStartsAnewAfterAWhileWithoutWrongPasswords() {
        fail(9);
        clock.advance(Duration.ofMinutes(16));
        fail(9);
        assertThat(throttle.waitOf(ADDRESS)).isZero();
    }

    @Test
    void anAddressThatLoggedInIsCheckedTenTimesPerSecond() {
        throttle.succeeded(ADDRESS);
        fail(10);
        for (int attempt = 0; attempt < 10; attempt++) {
            assertThat(throttle.waitOf(ADDRESS)).isZero();
            throttle.failed(ADDRESS);
        }
        assertThat(throttle.waitOf(ADDRESS)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void addressesOfOneNetworkCountTogether() {
        for (int host = 1; host <= 10; host++) {
            throttle.failed("2001:db8::" + host);
        }
        assertThat(throttle.waitOf("2001:db8::ff")).isPositive();
        assertThat(throttle.waitOf("2001:db8:0:1::1")).isZero();
    }

    private void fail(int times) {
        for (int attempt = 0; attempt < times; attempt++) {
            throttle.failed(ADDRESS);
        }
    }
}

package org.coincide.engine.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.coincide.engine.support.SettableClock;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {

    private static final String ADDRESS = "192.0.2.1";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T00:00:00Z"));
    private final LoginThrottle throttle = new LoginThrottle(
            new LoginProperties(3, Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofMinutes(15), 100), clock);

    @Test
    void theDelayDoublesUpToItsMaximum() {
        for (long seconds : new long[] {2, 4, 8, 16, 30, 30}) {
            assertThat(fail(ADDRESS)).isZero();
            assertThat(fail(ADDRESS)).isZero();
            assertThat(fail(ADDRESS)).isEqualTo(Duration.ofSeconds(seconds));
            assertThat(throttle.waitOfUser("192.0.2.2", "operator")).isZero();
            clock.advance(Duration.ofSeconds(seconds));
            assertThat(throttle.waitOfUser(ADDRESS, "operator")).isZero();
        }
    }

    @Test
    void wrongPasswordsAreForgottenAfterATime() {
        fail(ADDRESS);
        fail(ADDRESS);
        clock.advance(Duration.ofMinutes(16));
        assertThat(fail(ADDRESS)).isZero();
    }

    @Test
    void aKnownUserIsCheckedAFewTimesPerSecond() {
        throttle.succeeded(ADDRESS, "operator");
        for (int attempt = 0; attempt < 6; attempt++) {
            fail(ADDRESS);
        }
        assertThat(throttle.waitOfUser(ADDRESS, "stranger")).isPositive();
        assertThat(throttle.waitOfUser(ADDRESS, "operator")).isPositive();
        clock.advance(Duration.ofSeconds(1));
        assertThat(throttle.waitOfUser(ADDRESS, "operator")).isZero();
        assertThat(throttle.waitOfUser(ADDRESS, "stranger")).isPositive();
    }

    @Test
    void systemsAndUsersAreCountedApart() {
        for (int attempt = 0; attempt < 3; attempt++) {
            throttle.failed(AccountKind.SYSTEM, ADDRESS);
        }
        assertThat(throttle.waitOfUser(ADDRESS, "operator")).isZero();
    }

    @Test
    void addressesOfOneIpv6NetworkCountTogether() {
        fail("2001:db8:1:2::1");
        fail("2001:db8:1:2::2");
        assertThat(fail("2001:db8:1:2:3::")).isPositive();
        assertThat(throttle.waitOfUser("2001:db8:1:3::1", "operator")).isZero();
    }

    @Test
    void aClockSetBackDoesNotProlongTheDelay() {
        for (int attempt = 0; attempt < 3; attempt++) {
            fail(ADDRESS);
        }
        clock.advance(Duration.ofHours(-1));
        assertThat(throttle.waitOfUser(ADDRESS, "operator")).isZero();
    }

    @Test
    void theNumberOfAddressesIsBounded() {
        for (int attempt = 0; attempt < 3; attempt++) {
            fail(ADDRESS);
        }
        for (int other = 0; other < 100; other++) {
            fail("198.51.100." + other);
        }
        assertThat(throttle.waitOfUser(ADDRESS, "operator")).isZero();
    }

    private Duration fail(String address) {
        return throttle.failed(AccountKind.USER, address);
    }

    /** A clock that the test sets. */
}

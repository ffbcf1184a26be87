package org.coincide.client.verification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;

/** Bounds of messages for tests, with a clock shortly after the times of the contract's examples. */
final class TestBounds {

    static final MessageBounds ORDINARY = new MessageBounds(
            Set.of("provider.example", "*.bank.example"),
            Duration.ofMinutes(10),
            Duration.ofDays(365),
            Duration.ofDays(30),
            Clock.fixed(Instant.parse("2026-11-28T12:00:00Z"), ZoneOffset.UTC));

    private TestBounds() {}
}

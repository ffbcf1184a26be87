package org.coincide.client.web.login;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the wrong passwords of each address. After a number of them, logins from the address are refused for a time, which doubles
 * each time up to a maximum. Refused logins do not count, so the time always ends.
 *
 * <p>An address from which somebody has logged in before is still checked meanwhile, a few times per second: on a machine with one
 * address, a program with an old password keeps nobody out. IPv6 addresses count by their network of 64 bits.
 */
final class LoginThrottle {

    private static final Logger LOG = LoggerFactory.getLogger("coincide.security");
    private static final int NETWORK_BYTES = 8;
    private static final int MOST_DOUBLINGS = 20;

    private final LoginProperties properties;
    private final Clock clock;
    private final Map<String, Failures> failures;
    private final Map<String, Boolean> known;

    LoginThrottle(LoginProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
        this.failures = bounded(properties.addresses());
        this.known = bounded(properties.addresses());
    }

    /** Returns the time that a login from the address has to wait; zero if it can be checked now. */
    synchronized Duration waitOf(String address) {
        var network = network(address);
        var wait = remaining(network);
        boolean checked = !wait.isZero()
                && known.containsKey(network)
                && failures.get(network).checkedNow(clock.instant()) < properties.attempts();
        return checked ? Duration.ZERO : wait;
    }

    /** Counts a wrong password; returns the time that the next login from the address has to wait. */
    synchronized Duration failed(String address) {
        var network = network(address);
        var now = clock.instant();
        var last = failures.get(network);
        if (last == null || last.at.plus(properties.forgetAfter()).isBefore(now)) {
            last = Failures.NONE;
        }
        var next = last.isBlocked(now) ? last.checkedMeanwhile(now) : last.counted(now, properties);
        failures.put(network, next);
        if (!last.isBlocked(now) && next.isBlocked(now)) {
            LOG.warn(
                    "Logins from {} are refused for {} s after {} wrong passwords.",
                    network,
                    Duration.between(now, next.blockedUntil).toSeconds(),
                    next.count);
        }
        return remaining(network);
    }

    synchronized void succeeded(String address) {
        known.put(network(address), true);
    }

    private Duration remaining(String network) {
        var last = failures.get(network);
        var now = clock.instant();
        return last == null || !last.isBlocked(now) ? Duration.ZERO : Duration.between(now, last.blockedUntil);
    }

    private static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            var bytes = InetAddress.getByName(address).getAddress();
            return HexFormat.ofDelimiter(":").formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, NETWORK_BYTES)));
        } catch (UnknownHostException malformed) {
            return address;
        }
    }

    private static <K, V> Map<K, V> bounded(int size) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > size;
            }
        };
    }

    /** The wrong passwords of an address, and those that were checked in the current second while it was blocked. */
    private record Failures(int count, Instant at, Instant blockedUntil, long second, int inSecond) {

        static final Failures NONE = new Failures(0, Instant.EPOCH, Instant.EPOCH, 0, 0);

        /** A failure of the future was counted before the clock was set back, and blocks no longer. */
        boolean isBlocked(Instant now) {
            return now.isBefore(blockedUntil) && !now.isBefore(at);
        }

        int checkedNow(Instant now) {
            return second == now.getEpochSecond() ? inSecond : 0;
        }

        Failures checkedMeanwhile(Instant now) {
            return new Failures(count, now, blockedUntil, now.getEpochSecond(), checkedNow(now) + 1);
        }

        Failures counted(Instant now, LoginProperties properties) {
            int counted = count + 1;
            if (counted % properties.attempts() != 0) {
                return new Failures(counted, now, Instant.EPOCH, 0, 0);
            }
            int doublings = Math.min(counted / properties.attempts() - 1, MOST_DOUBLINGS);
            var delay = properties.firstDelay().multipliedBy(1L << doublings);
            var limited = delay.compareTo(properties.longestDelay()) < 0 ? delay : properties.longestDelay();
            return new Failures(counted, now, now.plus(limited), 0, 0);
        }
    }
}

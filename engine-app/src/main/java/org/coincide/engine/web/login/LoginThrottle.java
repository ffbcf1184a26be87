package org.coincide.engine.web.login;

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
import org.springframework.stereotype.Component;

/**
 * Counts the wrong passwords of each address. After a number of them, logins from the address are refused for a time, which doubles
 * each time up to a maximum. Refused logins do not count, so the time always ends.
 *
 * <p>A user who has logged in from the address before is still checked meanwhile, a few times per second: somebody else behind the
 * same proxy cannot keep the user out. IPv6 addresses count by their network of 64 bits.
 */
@Component
public class LoginThrottle {

    private static final Logger LOG = LoggerFactory.getLogger("coincide.security");
    private static final int NETWORK_BYTES = 8;
    private static final int MOST_DOUBLINGS = 20;

    private final LoginProperties properties;
    private final Clock clock;
    private final Map<Source, Failures> failures;
    private final Map<KnownUser, Boolean> known;

    LoginThrottle(LoginProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
        this.failures = bounded(properties.addresses());
        this.known = bounded(properties.addresses());
    }

    /** Returns the time that a login of this user from the address has to wait; zero if it can be checked now. */
    public synchronized Duration waitOfUser(String address, String user) {
        Source source = new Source(AccountKind.USER, network(address));
        Duration wait = remaining(source);
        if (wait.isZero() || !known.containsKey(new KnownUser(source.network, user))) {
            return wait;
        }
        Failures last = failures.get(source);
        return last.checkedNow(clock.instant()) < properties.attempts() ? Duration.ZERO : wait;
    }

    /** Counts a wrong password; returns the time that the next login from the address has to wait. */
    public synchronized Duration failed(AccountKind kind, String address) {
        Source source = new Source(kind, network(address));
        Instant now = clock.instant();
        Failures last = failures.get(source);
        if (last == null || last.at.plus(properties.forgetAfter()).isBefore(now)) {
            last = Failures.NONE;
        }
        Failures next = last.isBlocked(now) ? last.checkedMeanwhile(now) : last.counted(now, properties);
        failures.put(source, next);
        if (!last.isBlocked(now) && next.isBlocked(now)) {
            LOG.warn(
                    "Logins from {} are refused for {} s after {} wrong passwords",
                    source.network,
                    Duration.between(now, next.blockedUntil).toSeconds(),
                    next.count);
        }
        return remaining(source);
    }

    synchronized void succeeded(String address, String user) {
        known.put(new KnownUser(network(address), user), true);
    }

    private Duration remaining(Source source) {
        Failures last = failures.get(source);
        Instant now = clock.instant();
        return last == null || !last.isBlocked(now) ? Duration.ZERO : Duration.between(now, last.blockedUntil);
    }

    private static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
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

    private record Source(AccountKind kind, String network) {}

    private record KnownUser(String network, String user) {}

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
            Duration delay = properties.firstDelay().multipliedBy(1L << doublings);
            Duration bounded = delay.compareTo(properties.longestDelay()) < 0 ? delay : properties.longestDelay();
            return new Failures(counted, now, now.plus(bounded), 0, 0);
        }
    }
}

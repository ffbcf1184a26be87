package org.coincide.client.web.connector;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The requests that wait for the rest of their body, oldest first. Their number is limited, and a further one ends the oldest of
 * the address with the most: a sender that does not pause is never the oldest for long.
 */
final class IncompleteBodies {

    private final int limit;
    private final Set<IncompleteBody> waiting = new LinkedHashSet<>();

    IncompleteBodies(int limit) {
        this.limit = limit;
    }

    /** Adds a request; empty if too many ended requests still have their thread. */
    synchronized Optional<IncompleteBody> enter(String address) {
        if (waiting.size() >= limit + limit / 2) {
            return Optional.empty();
        }
        if (waiting.stream().filter(body -> !body.ended).count() >= limit) {
            endOldest();
        }
        IncompleteBody entered = new IncompleteBody(address);
        waiting.add(entered);
        return Optional.of(entered);
    }

    synchronized void leave(IncompleteBody body) {
        waiting.remove(body);
    }

    private void endOldest() {
        Map<String, Long> byAddress =
                waiting.stream().filter(body -> !body.ended).collect(groupingBy(body -> body.address, counting()));
        long most = byAddress.values().stream().mapToLong(Long::longValue).max().orElse(0);
        waiting.stream()
                .filter(body -> !body.ended && byAddress.get(body.address) == most)
                .findFirst()
                .ifPresent(body -> body.ended = true);
    }

    /** A request that waits for the rest of its body. */
    static final class IncompleteBody {

        private final String address;
        private volatile boolean ended;

        private IncompleteBody(String address) {
            this.address = address;
        }

        /** Returns true if the request must end now, in favour of another one. */
        boolean isEnded() {
            return ended;
        }
    }
}

package org.coincide.engine.statements;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.broker.queues.ClientQueueCapacity;
import org.coincide.engine.journal.EventFeed;
import org.coincide.engine.journal.Hold;
import org.coincide.engine.journal.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The positions of clients after a start. A database that was restored from an older backup would number statements and messages a second
 * time. So the last statement is sent again after each start, and no message of a trade is published to a client that sends receipts until
 * its receipt says which statement it received last.
 */
@Component
public class ClientPositions {

    private static final Logger LOG = LoggerFactory.getLogger(ClientPositions.class);

    private static final Duration READ_EVERY = Duration.ofSeconds(1);

    /** The clients whose trades are compared, and those with trades that are behind. */
    private record Recovery(List<String> recovering, Set<String> behind, long readAt) {}

    private final ClientAccounts clients;
    private final Statements statements;
    private final Receipts receipts;
    private final MissingMessageTrades behind;
    private final Outbox outbox;
    private final ClientQueueCapacity queues;
    private final EventFeed feed;
    private final StatementProperties properties;
    private final Clock clock;
    private final Map<String, Instant> asked = new ConcurrentHashMap<>();
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private volatile Recovery recovery;
    /** Null while this node publishes nothing. */
    private volatile Map<String, Hold> lastHolds;

    ClientPositions(
            ClientAccounts clients,
            Statements statements,
            Receipts receipts,
            MissingMessageTrades behind,
            Outbox outbox,
            ClientQueueCapacity queues,
            EventFeed feed,
            StatementProperties properties,
            Clock clock) {
        this.clients = clients;
        this.statements = statements;
        this.receipts = receipts;
        this.behind = behind;
        this.outbox = outbox;
        this.queues = queues;
        this.feed = feed;
        this.properties = properties;
        this.clock = clock;
    }

    /** Returns the messages that must not be published now, by client. */
    public Map<String, Hold> holds() {
        List<String> ids = clients.all().stream().map(ClientAccount::id).toList();
        // First: the transaction that stores a client's receipt also stores what the receipt shows.
        Set<String> awaited = ids.stream().filter(this::isAwaited).collect(Collectors.toSet());
        Recovery now = recovery();
        Map<String, Hold> holds = new HashMap<>();
        for (String id : ids) {
            if (awaited.contains(id) || now.recovering().contains(id)) {
                holds.put(id, Hold.ALL_TRADES);
            } else if (now.behind().contains(id)) {
                holds.put(id, MissingMessageTrades.HOLD);
            }
        }
        return holds;
    }

    private Recovery recovery() {
        Recovery last = recovery;
        if (last == null || System.nanoTime() - last.readAt() > READ_EVERY.toNanos()) {
            last = new Recovery(statements.recovering(), behind.clients(), System.nanoTime());
            recovery = last;
        }
        return last;
    }

    /** Returns the messages that must not be published to a client now. */
    public Hold hold(String clientId) {
        return holds().getOrDefault(clientId, Hold.NONE);
    }

    /** Keeps the messages that this node held when it published last. */
    public void published(Map<String, Hold> holds) {
        lastHolds = holds;
    }

    /** Forgets the messages that this node held: another node publishes. */
    public void publishesNothing() {
        lastHolds = null;
    }

    /**
     * Returns the messages to a client that this node held when it published last, without asking the client for its position; those of
     * all trades at a node that publishes nothing.
     */
    public Hold lastHold(String clientId) {
        Map<String, Hold> last = lastHolds;
        return last == null ? Hold.ALL_TRADES : last.getOrDefault(clientId, Hold.NONE);
    }

    /** Returns whether the position of a client is not known yet. */
    boolean isAwaited(String clientId) {
        if (known.contains(clientId)) {
            return false;
        }
        Optional<StatementHead> last =
                statements.find(clientId).filter(head -> head.number() > 0 && receipts.any(clientId));
        if (last.isEmpty() || isAnswered(last.get())) {
            recovery = null;
            known.add(clientId);
            return false;
        }
        return true;
    }

    private boolean isAnswered(StatementHead last) {
        String clientId = last.clientId();
        Instant since = asked.compute(
                clientId,
                // A time in the future is one of before the clock was set back.
                (same, earlier) -> earlier == null || earlier.isAfter(clock.instant()) ? ask(last) : earlier);
        if (receipts.anySince(clientId, since.minus(properties.brokerClockDifference()), last.number())) {
            return true;
        }
        boolean over = !clock.instant().isBefore(since.plus(properties.positionPatience()));
        // A client that reads its feed does not read its queue, and gets no repeated statement.
        if (over && (!queues.hasUnread(clientId) || feed.isReadSince(clientId, since))) {
            LOG.warn(
                    "Client {} does not reply to statement {} with a receipt. Its messages are published without a comparison.",
                    clientId,
                    last.number());
            return true;
        }
        return false;
    }

    private Instant ask(StatementHead last) {
        // Before the statement is sent again: a reply must not be earlier.
        Instant now = clock.instant();
        outbox.resend(statements.journalIds(last.clientId(), last.number(), 1));
        return now;
    }
}

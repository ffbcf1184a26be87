package org.coincide.engine.publication;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coincide.engine.journal.Journal;
import org.coincide.engine.journal.JournalRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.JmsException;
import org.springframework.stereotype.Component;

/** Sends what the journal holds unsent. It owns neither time nor threads: {@link RelaySchedule} calls it. */
@Component
class Relay {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    private final Journal journal;
    private final ClientQueueSender queue;
    private final RelayLease lease;
    private final RelayProperties settings;

    Relay(Journal journal, ClientQueueSender queue, RelayLease lease, RelayProperties settings) {
        this.journal = journal;
        this.queue = queue;
        this.lease = lease;
        this.settings = settings;
    }

    /**
     * Sends one batch of what is due, oldest first, where this node holds the lease. Marking comes after the broker's
     * commit: a crash between the two sends again, and the client knows it for a duplicate.
     *
     * @return how many were sent
     * @throws JmsException where the broker takes nothing at all
     */
    int relayDue(Instant now) {
        if (!lease.holds(now)) {
            return 0;
        }
        List<JournalRow> due = journal.unsent(settings.batchSize());
        return due.isEmpty() ? 0 : send(due);
    }

    private int send(List<JournalRow> due) {
        try {
            queue.send(due);
            journal.markSent(due.stream().map(JournalRow::id).toList());
            return due.size();
        } catch (JmsException batchRefused) {
            return sendOneByOne(due, batchRefused);
        }
    }

    /** One row that the broker refuses must stop its own trade only. Where it takes none, the broker is the trouble. */
    private int sendOneByOne(List<JournalRow> due, JmsException batchRefused) {
        Map<String, String> stopped = new LinkedHashMap<>();
        int taken = 0;
        for (JournalRow row : due) {
            String lane = row.tradingId() == null ? "refusal " + row.id() : row.tradingId();
            if (stopped.containsKey(lane)) {
                continue;
            }
            if (taken == 0 && stopped.size() >= settings.brokerIsDownAfter()) {
                break;
            }
            try {
                queue.send(List.of(row));
                journal.markSent(List.of(row.id()));
                taken++;
            } catch (JmsException refused) {
                stopped.put(lane, refused.getMessage());
            }
        }
        if (taken == 0) {
            queue.forgetConnections();
            throw batchRefused;
        }
        stopped.forEach((lane, why) -> LOG.warn("The broker does not take the next message of {}: {}", lane, why));
        return taken;
    }
}

package org.coincide.client.inbox;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Takes a batch: all at once, or, where a message stands in the way, one by one. */
@Service
class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final BatchProcessor court;
    private final BatchReportPublisher announcements;
    private final InboxProperties properties;

    Inbox(BatchProcessor court, BatchReportPublisher announcements, InboxProperties properties) {
        this.court = court;
        this.announcements = announcements;
        this.properties = properties;
    }

    /**
     * Stores what the messages come to. True: all of them are dealt with and may be acknowledged. False: some must be
     * delivered again; those that were stored will then be duplicates. A fault of the surroundings flies.
     */
    boolean take(List<ReceivedMessage> deliveries) {
        try {
            announcements.tell(court.judge(deliveries));
            return true;
        } catch (RuntimeException e) {
            if (FailureClassifier.isTechnical(e)) {
                throw e;
            }
            LOG.warn(
                    "A batch of {} failed as a whole; taking its messages one by one: {}",
                    deliveries.size(),
                    e.toString());
            return oneByOne(deliveries);
        }
    }

    /** A message that fails holds up those of its own trade, which must not overtake it, and no others. */
    private boolean oneByOne(List<ReceivedMessage> deliveries) {
        Set<String> heldUp = new HashSet<>();
        boolean all = true;
        for (var delivery : deliveries) {
            if (heldUp.contains(String.valueOf(delivery.tradingId()))) {
                all = false;
            } else if (!taken(delivery)) {
                heldUp.add(String.valueOf(delivery.tradingId()));
                all = false;
            }
        }
        return all;
    }

    private boolean taken(ReceivedMessage delivery) {
        try {
            announcements.tell(court.judge(List.of(delivery)));
            return true;
        } catch (RuntimeException e) {
            if (FailureClassifier.isTechnical(e)) {
                throw e;
            }
            if (delivery.count() < properties.attemptsPerMessage()) {
                LOG.warn("Message {} fails, delivery {}: {}", delivery.messageId(), delivery.count(), e.toString());
                return false;
            }
            LOG.error("Message {} fails time and again and goes into quarantine", delivery.messageId(), e);
            announcements.tell(court.setAside(delivery, e));
            return true;
        }
    }
}

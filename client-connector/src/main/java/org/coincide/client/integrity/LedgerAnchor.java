package org.coincide.client.integrity;

import java.io.UncheckedIOException;
import java.time.Instant;
import org.coincide.client.ledger.LedgerEntries;
import org.coincide.client.ledger.LedgerEntry;
import org.coincide.client.ledger.LedgerHead;
import org.coincide.client.polling.Poll;
import org.coincide.client.polling.Polls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Moves the anchor with the end of the ledger, as long as the ledger still contains the anchored head. */
@Component
public class LedgerAnchor {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerAnchor.class);

    private final AnchorFile file;
    private final LedgerEntries entries;
    private final Poll poll;
    private boolean reported;

    LedgerAnchor(AnchorFile file, LedgerEntries entries, Polls polls) {
        this.poll = polls.create();
        this.file = file;
        this.entries = entries;
    }

    Anchor current() {
        return file.read();
    }

    @Scheduled(fixedDelayString = "${coincide.ledger.anchor-interval:1s}")
    void advanceRegularly() {
        if (poll.isDue()) {
            tryToAdvance();
        }
    }

    private void tryToAdvance() {
        try {
            advance();
            reported = false;
        } catch (DataAccessException | UncheckedIOException e) {
            poll.again();
            if (!reported) {
                reported = true;
                LOG.warn("The ledger's anchor was not moved: {}. Retrying.", e.toString());
            }
        }
    }

    @EventListener(ContextClosedEvent.class)
    void close() {
        tryToAdvance();
    }

    /** Moves the anchor to the end of the ledger. A ledger that lacks the anchored head keeps its anchor, so that the verification finds it. */
    public synchronized void advance() {
        var anchor = file.read();
        var end = entries.head().orElse(anchor.entry());
        if (end.number() > anchor.entry().number() && contains(anchor.entry()) && contains(end)) {
            file.write(anchor.withEntry(end));
        }
    }

    /** Records that the ledger was verified. */
    synchronized void verified(LedgerHead head, Instant at) {
        file.write(file.read().withVerified(head, at));
    }

    /** Takes the present end of the ledger as the anchor, whatever the anchor was. */
    synchronized void accept() {
        var end = entries.head().orElseThrow();
        file.write(new Anchor(end, end, file.read().verifiedAt()));
    }

    private boolean contains(LedgerHead anchored) {
        return anchored.number() == 0
                || entries.find(anchored.number())
                        .map(LedgerEntry::head)
                        .filter(anchored.head()::equals)
                        .isPresent();
    }
}

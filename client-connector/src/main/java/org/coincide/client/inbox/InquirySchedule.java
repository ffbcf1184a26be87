package org.coincide.client.inbox;

import org.coincide.client.polling.Poll;
import org.coincide.client.polling.Polls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Schedule of {@link InquiryService}. */
@Component
@ConditionalOnProperty(name = "coincide.inbox.enabled", matchIfMissing = true)
class InquirySchedule {

    private static final Logger LOG = LoggerFactory.getLogger(InquirySchedule.class);

    private final InquiryService inquiries;

    private final Poll poll;

    InquirySchedule(InquiryService inquiries, Polls polls) {
        this.poll = polls.create();
        this.inquiries = inquiries;
    }

    @Scheduled(fixedDelayString = "${coincide.requests.inquiry-sweep:5s}")
    void inquire() {
        if (!poll.isDue()) {
            return;
        }
        try {
            inquiries.inquire();
        } catch (DataAccessException | TransactionException e) {
            poll.again();
            LOG.debug("The database is unavailable; inquiries are postponed to the next run", e);
        }
    }
}

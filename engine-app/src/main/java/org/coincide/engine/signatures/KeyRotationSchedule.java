package org.coincide.engine.signatures;

import org.coincide.engine.polling.Poll;
import org.coincide.engine.polling.Polls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Schedule of {@link KeyRotation}. */
@Component
class KeyRotationSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRotationSchedule.class);

    private final KeyRotation rotation;
    private final Poll poll;

    KeyRotationSchedule(KeyRotation rotation, Polls polls) {
        this.rotation = rotation;
        this.poll = polls.create();
    }

    @Scheduled(fixedDelayString = "${coincide.signatures.poll:5s}")
    void activateDue() {
        if (!poll.isDue()) {
            return;
        }
        try {
            rotation.activateDue();
        } catch (DataAccessException | TransactionException unavailable) {
            LOG.debug("The database is unavailable; the next key is activated later", unavailable);
        }
    }
}

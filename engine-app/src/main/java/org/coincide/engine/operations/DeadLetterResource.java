package org.coincide.engine.operations;

import java.util.List;
import org.coincide.engine.deadletters.DeadLetter;
import org.coincide.engine.deadletters.DeadLetters;
import org.coincide.engine.deadletters.MessageRemovals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/operations/dead-letters}: the messages that were not processed; and the removal of a message that blocks its queue. */
@RestController
class DeadLetterResource {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterResource.class);

    private static final int MAX_LETTERS = 200;

    private final DeadLetters letters;
    private final MessageRemovals removals;

    DeadLetterResource(DeadLetters letters, MessageRemovals removals) {
        this.letters = letters;
        this.removals = removals;
    }

    @GetMapping("/api/operations/dead-letters")
    List<DeadLetter> newest() {
        return letters.newest(MAX_LETTERS);
    }

    @GetMapping(path = "/api/operations/dead-letters/{id}/body", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    byte[] body(@PathVariable long id) {
        return letters.body(id).orElseThrow(() -> new ErrorResponseException(HttpStatus.NOT_FOUND));
    }

    @DeleteMapping("/api/operations/dead-letters/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable long id) {
        if (!letters.remove(id)) {
            throw new ErrorResponseException(HttpStatus.NOT_FOUND);
        }
        LOG.info("An operator removed dead letter {}.", id);
    }

    /** Removes a message that is still in its queue: the server moves the message to the dead letters at its next delivery. */
    @DeleteMapping("/api/operations/messages/{messageId}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void removeFromQueue(@PathVariable String messageId) {
        if (!removals.request(messageId)) {
            throw new ErrorResponseException(HttpStatus.CONFLICT);
        }
        LOG.info("An operator requested the removal of message {}.", messageId);
    }
}

package org.coincide.engine.operations;

import java.security.Principal;
import java.util.List;
import org.coincide.engine.deadletters.FailingMessages;
import org.coincide.engine.deadletters.FailingMessages.FailingMessage;
import org.coincide.engine.operations.log.OperatorActions;
import org.coincide.engine.operations.log.OperatorActions.Kind;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/operations/messages}: the messages that block their queue, because this node fails on them again and again, and their removal. */
@RestController
class FailingMessageResource {

    private static final String TOO_MANY_REMOVALS =
            "Too many removals are requested and not done. Wait for the next delivery of the messages, or restart the server.";

    private final FailingMessages failing;
    private final OperatorActions actions;

    FailingMessageResource(FailingMessages failing, OperatorActions actions) {
        this.failing = failing;
        this.actions = actions;
    }

    @GetMapping(path = "/api/operations/messages", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<List<FailingMessage>> failing() {
        List<FailingMessage> all = failing.all();
        return ResponseEntity.ok()
                .header("X-Total-Count", Integer.toString(all.size()))
                .body(all);
    }

    @GetMapping(path = "/api/operations/messages/{messageId}/body", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    byte[] body(@PathVariable String messageId) {
        return failing.body(messageId)
                .orElseThrow(
                        () -> problem(
                                HttpStatus.NOT_FOUND,
                                "No message with this id blocks its queue now: it was processed, or moved to the dead letters. Load the list again."));
    }

    /** Removes a message that is still in its queue: the server moves the message to the dead letters at its next delivery. */
    @DeleteMapping("/api/operations/messages/{messageId}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void remove(@PathVariable String messageId, Principal operator) {
        boolean requested = failing.requestRemoval(messageId);
        // An id of ActiveMQ can be longer than a subject.
        actions.add(
                null,
                Kind.REMOVE_MESSAGE,
                "message",
                operator.getName(),
                messageId,
                requested ? null : TOO_MANY_REMOVALS);
        if (!requested) {
            throw problem(HttpStatus.CONFLICT, TOO_MANY_REMOVALS);
        }
    }

    private static ErrorResponseException problem(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }
}

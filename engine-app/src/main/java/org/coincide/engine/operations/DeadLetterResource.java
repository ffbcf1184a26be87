package org.coincide.engine.operations;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coincide.engine.deadletters.DeadLetter;
import org.coincide.engine.deadletters.DeadLetters;
import org.coincide.engine.intake.DeadLetterProcessor;
import org.coincide.engine.operations.log.OperatorActions;
import org.coincide.engine.operations.log.OperatorActions.Kind;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/operations/dead-letters}: the messages that were not processed, to be processed again or discarded. */
@RestController
class DeadLetterResource {

    private static final int MAX_LETTERS = 200;

    /** The reason why a letter is discarded. */
    record Discard(@NotBlank @Size(max = 1000) String text) {}

    private final DeadLetters letters;
    private final DeadLetterProcessor processor;
    private final OperatorActions actions;

    DeadLetterResource(DeadLetters letters, DeadLetterProcessor processor, OperatorActions actions) {
        this.letters = letters;
        this.processor = processor;
        this.actions = actions;
    }

    @GetMapping("/api/operations/dead-letters")
    ResponseEntity<List<DeadLetter>> newest(
            @RequestParam(defaultValue = "200") int limit, @RequestParam(defaultValue = "0") int offset) {
        if (limit < 1 || limit > MAX_LETTERS || offset < 0) {
            throw problem(
                    HttpStatus.BAD_REQUEST, "Send a limit from 1 to " + MAX_LETTERS + " and an offset of at least 0.");
        }
        return ResponseEntity.ok()
                .header("X-Total-Count", Long.toString(letters.count()))
                .body(letters.newest(limit, offset));
    }

    @GetMapping(path = "/api/operations/dead-letters/{id}/body", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    byte[] body(@PathVariable long id) {
        return letters.body(id).orElseThrow(() -> unknown(id));
    }

    /** Processes a letter as if its sender had sent the message again, and removes it. A failure keeps the letter. */
    @PostMapping("/api/operations/dead-letters/{id}/processing")
    Map<String, Long> process(@PathVariable long id, Principal operator) {
        DeadLetter letter = known(id);
        Optional<String> refusal = processor.process(id);
        actions.add(
                null, Kind.SEND_DEAD_LETTER, subject(letter), operator.getName(), letter.queue(), refusal.orElse(null));
        refusal.ifPresent(reason -> {
            throw problem(HttpStatus.CONFLICT, reason);
        });
        letters.remove(id);
        return Map.of("id", id);
    }

    @PostMapping(path = "/api/operations/dead-letters/{id}/discard", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Long> discard(@PathVariable long id, @Valid @RequestBody Discard discard, Principal operator) {
        remove(id, discard.text(), operator);
        return Map.of("id", id);
    }

    @DeleteMapping("/api/operations/dead-letters/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable long id, Principal operator) {
        remove(id, null, operator);
    }

    private void remove(long id, String text, Principal operator) {
        DeadLetter letter = known(id);
        if (!letters.remove(id)) {
            throw unknown(id);
        }
        actions.add(null, Kind.DISCARD_DEAD_LETTER, subject(letter), operator.getName(), text, null);
    }

    private DeadLetter known(long id) {
        return letters.find(id).orElseThrow(() -> unknown(id));
    }

    private static ErrorResponseException unknown(long id) {
        return problem(
                HttpStatus.NOT_FOUND,
                "The dead letter " + id
                        + " was not found: it was processed or discarded, or never existed. Use an id of the list.");
    }

    private static String subject(DeadLetter letter) {
        return "dead letter " + letter.id();
    }

    private static ErrorResponseException problem(HttpStatus status, String detail) {
        ErrorResponseException problem = new ErrorResponseException(status);
        problem.setDetail(detail);
        return problem;
    }
}

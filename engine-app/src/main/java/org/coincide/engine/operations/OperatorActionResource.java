package org.coincide.engine.operations;

import java.util.List;
import java.util.Optional;
import org.coincide.engine.operations.log.OperatorActions;
import org.coincide.engine.operations.log.OperatorActions.OperatorAction;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/operations/actions}: who did what and when, also about dead letters, clients, catalogue and keys. */
@RestController
class OperatorActionResource {

    private static final int MAX_LIMIT = 200;

    private final OperatorActions actions;

    OperatorActionResource(OperatorActions actions) {
        this.actions = actions;
    }

    @GetMapping("/api/operations/actions")
    ResponseEntity<List<OperatorAction>> newest(
            @RequestParam Optional<String> person,
            @RequestParam(defaultValue = "200") int limit,
            @RequestParam(defaultValue = "0") int offset) {
        if (limit < 1 || limit > MAX_LIMIT || offset < 0) {
            ErrorResponseException problem = new ErrorResponseException(HttpStatus.BAD_REQUEST);
            problem.setDetail("Send a limit from 1 to " + MAX_LIMIT + " and an offset of at least 0.");
            throw problem;
        }
        return ResponseEntity.ok()
                .header("X-Total-Count", Long.toString(actions.count(person.orElse(null))))
                .body(actions.newest(person.orElse(null), limit, offset));
    }
}

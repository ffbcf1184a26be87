package org.coincide.client.statements;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.coincide.client.statements.Rebuild.Progress;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** REST resource of the rebuild of the ledger: {@code /api/rebuild}. */
@RestController
class RebuildResource {

    private final Rebuild rebuild;

    RebuildResource(Rebuild rebuild) {
        this.rebuild = rebuild;
    }

    /** Starts a rebuild; the answer is its progress. */
    @PostMapping(path = "/api/rebuild", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<RebuildView> start() {
        try {
            rebuild.start("requested over the API");
        } catch (DataIntegrityViolationException | ConcurrencyFailureException e) {
            // A parallel request has started it first, unless the database failed for another reason.
            if (!rebuild.isActive()) {
                throw e;
            }
        }
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(view());
    }

    @GetMapping(path = "/api/rebuild", produces = MediaType.APPLICATION_JSON_VALUE)
    RebuildView progress() {
        return view();
    }

    private RebuildView view() {
        return rebuild.last().map(RebuildView::of).orElse(RebuildView.NONE);
    }

    /** State of a rebuild. */
    enum State {
        /** There was none. */
        NONE,
        /** The full statement or messages are missing. */
        ACTIVE,
        /** The ledger has every stated message. */
        DONE
    }

    /** The last rebuild in the REST API. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RebuildView(State state, String cause, Instant startedAt, Instant finishedAt) {

        static final RebuildView NONE = new RebuildView(State.NONE, null, null, null);

        static RebuildView of(Progress progress) {
            return new RebuildView(
                    progress.finishedAt() == null ? State.ACTIVE : State.DONE,
                    progress.cause(),
                    progress.startedAt(),
                    progress.finishedAt());
        }
    }
}

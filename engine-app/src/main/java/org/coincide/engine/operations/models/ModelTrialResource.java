package org.coincide.engine.operations.models;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coincide.engine.models.ModelObjection;
import org.coincide.engine.models.ModelTrial;
import org.coincide.engine.models.TrialRunningException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/operations/processes/checks}: checks and simulates changed models, and deploys nothing. */
@RestController
class ModelTrialResource {

    private static final String PATH = "/api/operations/processes/checks";
    private static final String NAME = "[^./\\\\][^/\\\\]*\\.(bpmn|dmn|html)";

    /** A changed model, table or form. */
    record ChangedFile(
            @NotNull
            @Size(max = 100)
            @Pattern(regexp = NAME, message = "must be the name of a .bpmn, .dmn or .html file, without a folder")
            String name,

            @NotNull String content) {}

    /** The changed files. */
    record Changes(@NotEmpty @Size(max = 100) List<@NotNull @Valid ChangedFile> files) {

        Map<String, byte[]> byName() {
            Map<String, byte[]> contents = new LinkedHashMap<>();
            files.forEach(file -> {
                byte[] former = contents.put(file.name(), file.content().getBytes(StandardCharsets.UTF_8));
                if (former != null) {
                    ErrorResponseException twice = new ErrorResponseException(HttpStatus.BAD_REQUEST);
                    twice.setDetail("The file \"%s\" is sent twice. Send each file once.".formatted(file.name()));
                    throw twice;
                }
            });
            return contents;
        }
    }

    /**
     * A situation of an order in which clients would be told something else.
     *
     * @param lines the messages: unchanged ones begin with a space, those of today with -, those after the change with +
     */
    record Difference(String situation, List<String> lines) {}

    /** The findings, and the differences for clients. */
    record Trial(
            boolean accepted,
            String summary,
            List<ModelObjection> errors,
            List<ModelObjection> advice,
            int situations,
            List<Difference> differences) {

        static Trial of(ModelTrial.Outcome outcome) {
            return new Trial(
                    outcome.report().isAccepted(),
                    outcome.report().toString(),
                    outcome.errors(),
                    outcome.advice(),
                    outcome.differences().size(),
                    outcome.differences().entrySet().stream()
                            .filter(one -> !one.getValue().isEmpty())
                            .map(one -> new Difference(one.getKey(), one.getValue()))
                            .toList());
        }
    }

    private final ModelTrial trial;

    ModelTrialResource(ModelTrial trial) {
        this.trial = trial;
    }

    @PostMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    Trial check(@Valid @RequestBody Changes changes) {
        return Trial.of(trial.of(changes.byName()));
    }

    /** The same as a page with the diagrams. */
    @PostMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
    String page(@Valid @RequestBody Changes changes) {
        return trial.page(changes.byName());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> running(TrialRunningException running) {
        return ResponseEntity.status(HttpStatus.CONFLICT)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, running.getMessage()));
    }
}

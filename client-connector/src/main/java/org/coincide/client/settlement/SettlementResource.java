package org.coincide.client.settlement;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.coincide.client.settlement.Settlement.Choice;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** REST resource of settlements: {@code /api/warnings/{id}/settlement}. */
@RestController
class SettlementResource {

    private final SettlementService service;

    SettlementResource(SettlementService service) {
        this.service = service;
    }

    @PostMapping(
            path = "/api/warnings/{id}/settlement",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Settlement settle(@PathVariable String id, @RequestBody @Valid Decision decision) {
        var result = service.settle(id, decision.choice(), decision.note().strip());
        if (result instanceof SettlementResult.Settled settled) {
            return settled.settlement();
        }
        if (result instanceof SettlementResult.Refused refused) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, refused.reason());
        }
        throw new ResponseStatusException(
                HttpStatus.NOT_FOUND, "There is no warning " + id + " with both versions. Check the id.");
    }

    /** A person's decision. */
    record Decision(
            @NotNull Choice choice,
            @NotBlank @Size(max = 1000) String note) {}
}

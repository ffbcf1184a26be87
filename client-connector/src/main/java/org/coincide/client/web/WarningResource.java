package org.coincide.client.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.coincide.client.ledger.Trades;
import org.coincide.client.paging.Page;
import org.coincide.client.paging.Paging;
import org.coincide.client.quarantine.QuarantinedMessages;
import org.coincide.client.quarantine.RaisedWarning;
import org.coincide.client.quarantine.WarningGroup;
import org.coincide.client.quarantine.WarningGroups;
import org.coincide.client.quarantine.Warnings;
import org.coincide.client.settlement.Settlement;
import org.coincide.client.settlement.Settlements;
import org.coincide.client.verification.WarningType;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** REST resource of warnings and quarantined messages. */
@RestController
class WarningResource {

    private static final String TEXT_VALUE = "text/plain;charset=UTF-8";
    private static final MediaType TEXT = MediaType.parseMediaType(TEXT_VALUE);

    private final Warnings warnings;
    private final WarningGroups groups;
    private final QuarantinedMessages quarantine;
    private final Settlements settlements;
    private final Clock clock;
    private final MessageResponse responses;
    private final Trades trades;

    WarningResource(
            Warnings warnings,
            WarningGroups groups,
            QuarantinedMessages quarantine,
            Settlements settlements,
            Clock clock,
            MessageResponse responses,
            Trades trades) {
        this.trades = trades;
        this.responses = responses;
        this.clock = clock;
        this.warnings = warnings;
        this.groups = groups;
        this.settlements = settlements;
        this.quarantine = quarantine;
    }

    @GetMapping(path = "/api/warnings", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<List<WarningView>> newest(
            @RequestParam(required = false) WarningType type,
            @RequestParam(required = false) String tradingId,
            @RequestParam(defaultValue = Paging.DEFAULT_LIMIT) @Min(1) @Max(Paging.LONGEST) int limit,
            @RequestParam(defaultValue = "0") @Min(0) int offset,
            HttpServletRequest request) {
        var found = warnings.newest(type, tradingId, limit, offset);
        var page = Page.of(found, limit, offset, () -> warnings.count(type, tradingId));
        var settled = settlements.of(found.stream()
                .filter(raised -> raised.warning().type() == WarningType.EQUIVOCATION)
                .map(RaisedWarning::id)
                .toList());
        return ResponseEntity.ok()
                .headers(Paging.headers(request, page, limit, offset))
                .body(found.stream()
                        .map(raised -> WarningView.of(raised, settled.get(raised.id())))
                        .toList());
    }

    /** The warnings by trade and type: the open ones about verified trades first, then the open ones that anybody can have caused. */
    @GetMapping(path = "/api/warnings/groups", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<List<WarningGroupView>> groups(
            @RequestParam(required = false) String tradingId,
            @RequestParam(defaultValue = Paging.DEFAULT_LIMIT) @Min(1) @Max(Paging.LONGEST) int limit,
            @RequestParam(defaultValue = "0") @Min(0) int offset,
            HttpServletRequest request) {
        var found = tradingId == null ? groups.all(limit, offset) : groups.of(tradingId, limit, offset);
        var page = Page.of(found, limit, offset, () -> groups.count(tradingId));
        return ResponseEntity.ok()
                .headers(Paging.headers(request, page, limit, offset))
                .body(views(found));
    }

    /** Acknowledges a group: nobody has to look at the warnings so far any more. */
    @PostMapping(
            path = "/api/warnings/groups/acknowledgement",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    WarningGroupView acknowledge(@RequestBody @Valid Acknowledgement seen) {
        var group = groups.acknowledge(
                        seen.tradingId(), seen.type(), seen.count(), seen.note().strip(), clock.instant())
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "There are no warnings of this type about this trade. Check both."));
        return views(List.of(group)).get(0);
    }

    private List<WarningGroupView> views(List<WarningGroup> found) {
        var orders = trades.orderReferences(found.stream()
                .map(WarningGroup::tradingId)
                .filter(Objects::nonNull)
                .toList());
        return found.stream()
                .map(group -> new WarningGroupView(group, orders.get(group.tradingId())))
                .toList();
    }

    /**
     * A person's acknowledgement.
     *
     * @param tradingId null for warnings of unverified origin
     * @param count number of warnings that the person has seen
     */
    record Acknowledgement(
            @NotNull WarningType type,
            @Size(max = 200) String tradingId,
            @Min(1) long count,
            @NotBlank @Size(max = 1000) String note) {}

    /** Returns a quarantined message, always as plain text, so that a browser never executes its content. */
    @GetMapping(path = "/api/quarantine/{id}", produces = TEXT_VALUE)
    ResponseEntity<String> message(@PathVariable String id) {
        return quarantine
                .content(id)
                .map(content -> responses.of(content.body(), content.signature(), TEXT))
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND,
                        "The quarantine does not contain message " + id + ". Check the quarantineId."));
    }

    /** A warning in the REST API. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WarningView(
            String id,
            WarningType type,
            String tradingId,
            String text,
            Instant time,
            Long sequence,
            String eventSource,
            String eventId,
            String quarantineId,
            Instant settledAt,
            Settlement.Choice choice,
            String note) {

        static WarningView of(RaisedWarning raised, Settlement settlement) {
            var warning = raised.warning();
            return new WarningView(
                    raised.id(),
                    warning.type(),
                    warning.tradingId(),
                    warning.text(),
                    raised.time(),
                    warning.sequence(),
                    warning.eventSource(),
                    warning.eventId(),
                    raised.quarantineId(),
                    settlement == null ? null : settlement.settledAt(),
                    settlement == null ? null : settlement.choice(),
                    settlement == null ? null : settlement.note());
        }
    }
}

package org.coincide.client.integrity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** REST resource of the verification of the ledger: {@code /api/verification}. */
@RestController
@RequestMapping(path = "/api/verification", produces = MediaType.APPLICATION_JSON_VALUE)
class VerificationResource {

    private static final Logger LOG = LoggerFactory.getLogger(VerificationResource.class);

    private final LedgerVerification verification;
    private final VerificationSchedule schedule;
    private final LedgerAnchor anchor;

    VerificationResource(LedgerVerification verification, VerificationSchedule schedule, LedgerAnchor anchor) {
        this.verification = verification;
        this.schedule = schedule;
        this.anchor = anchor;
    }

    /** The last result. */
    @GetMapping
    VerificationView last() {
        return new VerificationView(schedule.isRunning(), verification.last().orElse(null));
    }

    /** Starts a verification of the whole ledger. */
    @PostMapping
    ResponseEntity<VerificationView> start() {
        schedule.start();
        return ResponseEntity.accepted().body(last());
    }

    /** Takes the present end of the ledger as the anchor, after a restore from a backup. */
    @PostMapping("/anchor")
    ResponseEntity<VerificationView> accept() {
        LOG.warn("The present end of the ledger was accepted as the anchor. It was {} before.", anchor.current());
        anchor.accept();
        schedule.start();
        return ResponseEntity.accepted().body(last());
    }

    /** The verification in the REST API. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record VerificationView(boolean running, @JsonUnwrapped VerificationReport report) {}
}

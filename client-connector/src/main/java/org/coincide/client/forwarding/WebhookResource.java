package org.coincide.client.forwarding;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** REST resource of the messages that a configured receiver did not accept: {@code /api/webhook/failures}. */
@RestController
@RequestMapping(path = "/api/webhook/failures", produces = MediaType.APPLICATION_JSON_VALUE)
class WebhookResource {

    private static final int LONGEST_LIST = 1000;

    private final ConfiguredReceivers receivers;
    private final WebhookEvents events;
    private final Clock clock;

    WebhookResource(ConfiguredReceivers receivers, WebhookEvents events, Clock clock) {
        this.receivers = receivers;
        this.events = events;
        this.clock = clock;
    }

    @GetMapping
    List<WebhookEvents.Waiting> failures() {
        return events.failures(receivers.names(), LONGEST_LIST);
    }

    /** Has a failed message sent again, and after it the later ones of its trade. */
    @PostMapping("/{number}/resend")
    ResponseEntity<Map<String, Long>> resend(@PathVariable long number, @RequestParam String receiver) {
        if (!receivers.names().contains(receiver)) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND,
                    "The receiver " + receiver
                            + " is not configured. Check its name, or configure it with coincide.webhook.receivers or"
                            + " coincide.hand-on-queue.");
        }
        if (!events.resend(receiver, number, clock.instant())) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND,
                    "The receiver " + receiver + " has no failed message " + number + ". Check both.");
        }
        return ResponseEntity.accepted().body(Map.of("number", number));
    }
}

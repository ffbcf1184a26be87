package org.coincide.client.forwarding;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** REST resource of the feed of verified messages: {@code /api/events}. */
@RestController
class EventResource {

    private static final int LONGEST_PART = 500;

    private final EventFeed feed;

    EventResource(EventFeed feed) {
        this.feed = feed;
    }

    /** Returns verified messages after a number. Poll with the response's {@code next}; an unchanged {@code next} is the end. */
    @GetMapping(path = "/api/events", produces = MediaType.APPLICATION_JSON_VALUE)
    EventFeed.Part events(
            @RequestParam(defaultValue = "0") @Min(0) long after,
            @RequestParam(defaultValue = "100") @Min(1) @Max(LONGEST_PART) int limit) {
        return feed.after(after, limit);
    }
}

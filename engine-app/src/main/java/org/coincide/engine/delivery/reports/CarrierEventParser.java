package org.coincide.engine.delivery.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import org.coincide.engine.delivery.reports.CarrierEvent.Kind;

/** What a carrier wrote, understood or not. */
sealed interface CarrierEventParser {

    /** A report. */
    record Readable(CarrierEvent event) implements CarrierEventParser {}

    /** Something else, and a sentence for the carrier. */
    record Unreadable(String why) implements CarrierEventParser {}

    /** Printable, and no longer than the books hold. */
    String TOKEN = "[\\x21-\\x7E]{1,80}";

    /** Reads {@code {"id", "trackingNumber", "event", "at"}}; whatever else is in it is the carrier's own. */
    static CarrierEventParser of(String text, ObjectMapper json) {
        JsonNode report;
        try {
            report = json.readTree(text);
        } catch (JsonProcessingException broken) {
            return new Unreadable("This is no JSON: " + broken.getOriginalMessage() + ".");
        }
        String id = report.path("id").asText();
        String trackingNumber = report.path("trackingNumber").asText();
        Optional<Kind> event = kind(report.path("event").asText());
        if (!id.matches(TOKEN) || !trackingNumber.matches(TOKEN)) {
            return new Unreadable("id and trackingNumber are needed, each of 1 to 80 printable characters.");
        }
        if (event.isEmpty()) {
            return new Unreadable("event is one of " + Arrays.toString(Kind.values()) + ".");
        }
        try {
            OffsetDateTime at = OffsetDateTime.parse(report.path("at").asText());
            return new Readable(new CarrierEvent(id, trackingNumber, event.get(), at.toInstant()));
        } catch (DateTimeException noTime) {
            return new Unreadable("at is a time with its offset, such as 2026-11-25T09:00:00Z.");
        }
    }

    private static Optional<Kind> kind(String name) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst();
    }
}

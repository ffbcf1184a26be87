package org.coincide.engine.delivery.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.coincide.engine.delivery.carrier.CarrierEvent;
import org.coincide.engine.delivery.carrier.CarrierEvent.Kind;
import org.coincide.engine.input.InputTimes;

/** Parser of reports that a carrier without an adapter sends as JSON. */
sealed interface CarrierReportParser {

    /** Valid report. */
    record Readable(CarrierEvent event) implements CarrierReportParser {}

    /** Malformed report, and the error for the carrier. */
    record Unreadable(String why) implements CarrierReportParser {}

    /** Printable ASCII, not longer than the columns. */
    String TOKEN = "[\\x21-\\x7E]{1,80}";

    /** Parses {@code {"id", "trackingNumber", "event", "at"}}; ignores other fields. */
    static CarrierReportParser of(String text, ObjectMapper json) {
        JsonNode report;
        try {
            report = json.readTree(text);
        } catch (JsonProcessingException broken) {
            return new Unreadable("The report is not JSON: " + broken.getOriginalMessage() + ".");
        }
        String id = report.path("id").asText();
        String trackingNumber = report.path("trackingNumber").asText();
        Optional<Kind> event = kind(report.path("event").asText());
        if (!id.matches(TOKEN) || !trackingNumber.matches(TOKEN)) {
            return new Unreadable(
                    "id or trackingNumber is missing or malformed. Send 1 to 80 printable ASCII characters.");
        }
        if (event.isEmpty()) {
            return new Unreadable("event is missing or unknown. Send one of " + Arrays.toString(Kind.values()) + ".");
        }
        try {
            Instant at = InputTimes.withOffset(report.path("at").asText());
            return new Readable(new CarrierEvent(id, trackingNumber, event.get(), at));
        } catch (DateTimeException noTime) {
            return new Unreadable(
                    "at is missing or malformed. Send a time with its offset, such as 2026-11-25T09:00:00Z, "
                            + InputTimes.YEARS + ".");
        }
    }

    private static Optional<Kind> kind(String name) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst();
    }
}

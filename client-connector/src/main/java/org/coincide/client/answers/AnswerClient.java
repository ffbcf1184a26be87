package org.coincide.client.answers;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.coincide.client.catalogue.ServerRequests;
import org.coincide.client.contract.Json;
import org.coincide.client.contract.StorableTime;
import org.coincide.client.quarantine.ServerAnswer;
import org.coincide.client.verification.WarningType;
import org.springframework.stereotype.Component;

/** Fetches the answers of the server's operators to this client's warnings. */
@Component
class AnswerClient {

    private static final ObjectReader REPORTED = Json.STRICT.readerFor(new TypeReference<List<ReportedWarning>>() {});

    /** A warning that the server has received, newest first; times as text. */
    record ReportedWarning(String warning, String tradingId, String answer, String answeredAt, String acknowledgedAt) {}

    private final AnswerProperties properties;
    private final ServerRequests server;

    AnswerClient(AnswerProperties properties, ServerRequests server) {
        this.properties = properties;
        this.server = server;
    }

    boolean isEnabled() {
        return server.isEnabled();
    }

    /** Fetches the newest warnings, newest first; throws an IOException or a RestClientException if the response is invalid. */
    List<ServerAnswer> fetch() throws IOException {
        byte[] body = server.body(
                "/api/warnings?limit=" + properties.newest(), properties.maxSize(), "coincide.answers.max-size");
        try {
            List<ReportedWarning> reported = REPORTED.readValue(body);
            return reported.stream()
                    .flatMap(warning -> answerTo(warning).stream())
                    .toList();
        } catch (JacksonException | DateTimeException | NullPointerException invalid) {
            throw new IOException(
                    "The response is not a list of warnings. Check that coincide.catalogue.url is the server's.");
        }
    }

    /** Returns the answer to a warning; empty for a type that this version does not know. */
    private static Optional<ServerAnswer> answerTo(ReportedWarning reported) {
        return Arrays.stream(WarningType.values())
                .filter(type -> type.name().equals(reported.warning()))
                .findFirst()
                .map(type -> new ServerAnswer(
                        type,
                        reported.tradingId(),
                        reported.answer(),
                        reported.answer() == null ? null : StorableTime.parse(reported.answeredAt()),
                        reported.acknowledgedAt() == null ? null : StorableTime.parse(reported.acknowledgedAt())));
    }
}

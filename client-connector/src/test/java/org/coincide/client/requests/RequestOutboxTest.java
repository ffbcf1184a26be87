package org.coincide.client.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.coincide.client.contract.CloudEventFactory;
import org.coincide.client.contract.CloudEventFactory.OutgoingEvent;
import org.coincide.client.contract.Json;
import org.coincide.client.support.ClientDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The order in which requests are sent, and the deletion of sent ones. */
class RequestOutboxTest {

    private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");

    private final JdbcTemplate database = new JdbcTemplate(ClientDatabase.create());
    private final RequestOutbox outbox = new RequestOutbox(JdbcClient.create(database), database, event -> {});
    private final CloudEventFactory events = new CloudEventFactory(
            "acme", Clock.systemUTC(), () -> UUID.randomUUID().toString());

    @Test
    void aRequestOfAUserIsSentBeforeManyInquiries() {
        storeInquiries(150);
        var cancellation = event("cancellation");
        outbox.store(List.of(cancellation), NOW.plusSeconds(1));

        var due = outbox.due(100);

        assertThat(due).hasSize(100).doesNotHaveDuplicates();
        assertThat(due.get(0).id()).isEqualTo(cancellation.id());
    }

    @Test
    void fewRequestsAreSentInTheirOrder() {
        storeInquiries(1);
        var cancellation = event("cancellation");
        outbox.store(List.of(cancellation), NOW.plusSeconds(1));

        assertThat(outbox.due(100))
                .hasSize(2)
                .last()
                .extracting(RequestOutbox.Due::id)
                .isEqualTo(cancellation.id());
    }

    @Test
    void oldSentRequestsAreDeletedInParts() {
        storeInquiries(30);
        outbox.markSent(outbox.due(25));

        assertThat(outbox.deleteSentBefore(NOW.plus(Duration.ofDays(1)), 20)).isEqualTo(20);
        assertThat(outbox.deleteSentBefore(NOW.plus(Duration.ofDays(1)), 20)).isEqualTo(5);
        assertThat(outbox.countWaiting(100)).isEqualTo(5);
    }

    private void storeInquiries(int number) {
        outbox.store(
                IntStream.range(0, number).mapToObj(index -> event("inquiry")).toList(), NOW);
    }

    private OutgoingEvent event(String type) {
        return events.create(type, "trade", Json.STRICT.createObjectNode());
    }
}

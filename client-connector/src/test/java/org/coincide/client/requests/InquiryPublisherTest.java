package org.coincide.client.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.coincide.client.broker.ClientProperties;
import org.coincide.client.broker.ClientProperties.Signatures;
import org.coincide.client.contract.CloudEventFactory;
import org.coincide.client.support.ClientDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

class InquiryPublisherTest {

    private static final Clock NOW = Clock.systemUTC();
    private static final Clock SET_BACK = Clock.offset(NOW, Duration.ofHours(-1));
    private static final Map<String, Long> MISSING = Map.of("trade", 2L);

    private final JdbcTemplate database = new JdbcTemplate(ClientDatabase.create());

    @Test
    void aSecondInquiryWaits() {
        publisher(NOW).publish(MISSING);
        send();
        publisher(NOW).publish(MISSING);

        assertThat(inquiries()).isEqualTo(1);
    }

    @Test
    void anInquiryOfTheFutureDelaysNoOther() {
        publisher(NOW).publish(MISSING);
        send();
        publisher(SET_BACK).publish(MISSING);
        send();
        publisher(SET_BACK).publish(MISSING);

        assertThat(inquiries()).isEqualTo(2);
    }

    @Test
    void anUnsentInquiryIsNotRepeated() {
        publisher(NOW).publish(MISSING);
        publisher(Clock.offset(NOW, Duration.ofDays(2))).publishStated(MISSING);

        assertThat(inquiries()).isEqualTo(1);
    }

    @Test
    void inquiriesBeyondTheWaitingOnesAreLeftToALaterCall() {
        var missing =
                IntStream.range(0, 1_200).boxed().collect(Collectors.toMap(number -> "trade " + number, number -> 1L));

        publisher(NOW).publishStated(missing);
        publisher(NOW).publishStated(missing);
        assertThat(inquiries()).isEqualTo(1_000);

        send();
        publisher(NOW).publishStated(missing);
        assertThat(inquiries()).isEqualTo(1_200);
    }

    @Test
    void thePauseBeforeTheNextRequestForAFullStatementGrows() {
        var publisher = publisher(NOW);
        var now = NOW.instant();

        assertThat(publisher.publishFullAgain(now.minusSeconds(20), 1)).isFalse();
        assertThat(publisher.publishFullAgain(now.minusSeconds(40), 1)).isTrue();
        assertThat(publisher.publishFullAgain(now.minusSeconds(40), 2)).isFalse();
        assertThat(publisher.publishFullAgain(now.minusSeconds(70), 2)).isTrue();
    }

    private void send() {
        database.update("UPDATE request SET state = 'SENT'");
    }

    private int inquiries() {
        return JdbcClient.create(database)
                .sql("SELECT COUNT(*) FROM request")
                .query(Integer.class)
                .single();
    }

    private InquiryPublisher publisher(Clock clock) {
        var properties = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("x", RequestOutboxProperties.class);
        return new InquiryPublisher(
                new RequestOutbox(JdbcClient.create(database), database, event -> {}),
                new CloudEventFactory("acme", clock, () -> UUID.randomUUID().toString()),
                properties,
                new ClientProperties("acme", "secret", Signatures.REQUIRED, "coincide", "", List.of(), List.of(), ""),
                clock,
                new SimpleMeterRegistry());
    }
}

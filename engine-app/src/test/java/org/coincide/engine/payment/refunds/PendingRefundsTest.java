package org.coincide.engine.payment.refunds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.coincide.engine.payment.books.PaymentProperties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class PendingRefundsTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private final JdbcClient jdbc = JdbcClient.create(
            new DriverManagerDataSource("jdbc:hsqldb:mem:" + UUID.randomUUID() + ";hsqldb.tx=mvcc", "SA", ""));
    private final PaymentProperties properties =
            new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("x", PaymentProperties.class);
    private final PendingRefunds refunds = new PendingRefunds(jdbc, Clock.fixed(NOW, ZoneOffset.UTC), properties, null);

    @BeforeEach
    void createTable() {
        jdbc.sql(
                        """
                        CREATE TABLE payment_pending_refund (refund_key VARCHAR(64) PRIMARY KEY,
                        check_at TIMESTAMP WITH TIME ZONE NOT NULL)""")
                .update();
    }

    @Test
    void aRefundWaitsForItsNextCheck() {
        pending(NOW.plus(properties.refundCheck()));
        assertThat(refunds.due()).isEmpty();
    }

    @Test
    void aRefundIsCheckedAfterTheClockWasSetBack() {
        pending(NOW.plus(properties.refundCheck().multipliedBy(2)).plus(Duration.ofHours(1)));
        assertThat(refunds.due()).containsExactly("refund");
    }

    @Test
    void oneOfTwoNodesLooksARefundUp() {
        pending(NOW);
        PendingRefunds other = new PendingRefunds(jdbc, Clock.fixed(NOW, ZoneOffset.UTC), properties, null);
        assertThat(refunds.due()).isEqualTo(other.due()).containsExactly("refund");

        assertThat(refunds.claim("refund")).isTrue();
        assertThat(other.claim("refund")).isFalse();
        assertThat(refunds.due()).isEmpty();
    }

    private void pending(Instant checkAt) {
        jdbc.sql("INSERT INTO payment_pending_refund VALUES ('refund', ?)")
                .param(checkAt.atOffset(ZoneOffset.UTC))
                .update();
    }
}

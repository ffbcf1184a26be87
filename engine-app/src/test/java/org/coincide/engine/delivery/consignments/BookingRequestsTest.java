package org.coincide.engine.delivery.consignments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.coincide.engine.trade.Amounts;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.status.Statuses;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class BookingRequestsTest {

    private static final int TEN_TONNES = 10_000_000;

    private final DeliveryProperties properties =
            new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("x", DeliveryProperties.class);
    private final BookingRequests requests = new BookingRequests(properties, new ObjectMapper());

    @Test
    void theParcelsWeightIncludesItsPackaging() {
        assertThat(weightOf(line(1, 3, 500), line(2, 1, 0))).isEqualTo(1_750);
        assertThat(weightOf(line(1, 200, TEN_TONNES))).isEqualTo(2_000_000_250);
    }

    @Test
    void aWeightThatExceedsAnIntegerIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> weightOf(line(1, 200, TEN_TONNES), line(2, 100, TEN_TONNES)))
                .withMessageContaining("t-1/1 weighs 3000000250 g");
        assertThatIllegalStateException().isThrownBy(() -> weightOf(line(1, 500, TEN_TONNES)));
    }

    private int weightOf(ConsignmentLine... lines) {
        Consignment consignment =
                new Consignment("t-1/1", "t-1", 1, ConsignmentStatus.HANDING_OVER, 0, null, null, null);
        return requests.of(consignment, List.of(lines), trade())
                .parcels()
                .get(0)
                .weight();
    }

    private static ConsignmentLine line(int number, int quantity, int weight) {
        return new ConsignmentLine(number, "SKU-" + number, null, quantity, weight);
    }

    private static Trade trade() {
        return new Trade(
                "t-1",
                "acme",
                "PO-1",
                "0".repeat(64),
                null,
                "{}",
                "EUR",
                BigDecimal.TEN,
                Statuses.FIRST,
                null,
                null,
                new Amounts(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO),
                List.of(),
                1,
                null,
                false,
                Instant.EPOCH,
                Instant.EPOCH,
                null);
    }
}

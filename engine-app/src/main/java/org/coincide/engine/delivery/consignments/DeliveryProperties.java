package org.coincide.engine.delivery.consignments;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How goods are sent.
 *
 * @param carrier name of the adapter of the carrier; {@code simulated} or empty with {@code coincide.simulation.enabled}
 * @param warehouse whether people pick, pack and hand over, by tasks in Tasklist
 * @param piecesPerConsignment the most pieces of one consignment; 0 sends all that is there as one
 * @param poll how often waiting consignments and kept reports of carriers are looked at, should nobody have said that there is
 *     something to do
 * @param atOnce how many kept reports are looked at in one go
 */
@ConfigurationProperties("coincide.delivery")
public record DeliveryProperties(
        String carrier,
        @DefaultValue("AUTOMATIC") Warehouse warehouse,
        @DefaultValue("0") int piecesPerConsignment,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("200") int atOnce) {

    enum Warehouse {
        AUTOMATIC,
        MANUAL
    }

    public boolean byHand() {
        return warehouse == Warehouse.MANUAL;
    }
}

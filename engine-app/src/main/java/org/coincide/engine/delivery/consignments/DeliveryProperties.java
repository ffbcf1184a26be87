package org.coincide.engine.delivery.consignments;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Shipping of goods.
 *
 * @param carrier name of the adapter of the carrier; {@code simulated} or empty with {@code coincide.simulation.enabled}
 * @param warehouse MANUAL if people pick, pack and hand over, by tasks in Tasklist; else AUTOMATIC
 * @param piecesPerConsignment maximum number of pieces of a consignment; 0 for no limit
 * @param poll interval between two searches for waiting consignments that can be served, and for events of carriers that can be applied
 * @param atOnce maximum number of events of carriers that are applied in one go
 * @param service service of the carrier, by the adapter's own names
 * @param sender address of the sender
 * @param parcel the parcels in which consignments are packed
 */
@ConfigurationProperties("coincide.delivery")
public record DeliveryProperties(
        String carrier,
        @DefaultValue("AUTOMATIC") Warehouse warehouse,
        @DefaultValue("0") int piecesPerConsignment,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("200") int atOnce,
        @DefaultValue("STANDARD") String service,
        @DefaultValue Sender sender,
        @DefaultValue Packaging parcel) {

    /**
     * Address of the sender.
     *
     * @param name company
     * @param street street and number
     * @param postalCode postal code
     * @param city city
     * @param region state, province or region, if the country needs one
     * @param country code of ISO 3166-1
     * @param phone phone number for the carrier
     */
    public record Sender(
            @DefaultValue("Coincide") String name,
            @DefaultValue("Example Street 1") String street,
            @DefaultValue("10115") String postalCode,
            @DefaultValue("Berlin") String city,
            String region,
            @DefaultValue("DE") String country,
            String phone) {}

    /**
     * Parcels of consignments: all have the same size.
     *
     * @param length outer length, in millimetres
     * @param width outer width, in millimetres
     * @param height outer height, in millimetres
     * @param weight weight of the packaging, in grams
     */
    public record Packaging(
            @DefaultValue("400") int length,
            @DefaultValue("300") int width,
            @DefaultValue("200") int height,
            @DefaultValue("250") int weight) {}

    enum Warehouse {
        AUTOMATIC,
        MANUAL
    }

    public boolean byHand() {
        return warehouse == Warehouse.MANUAL;
    }
}

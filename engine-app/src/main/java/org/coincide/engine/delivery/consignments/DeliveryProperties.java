package org.coincide.engine.delivery.consignments;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

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
@Validated
@ConfigurationProperties("coincide.delivery")
public record DeliveryProperties(
        @Pattern(
                regexp = "|[a-z][a-z0-9-]{0,31}",
                message = "a name of at most 32 lower-case letters, digits and hyphens")
        String carrier,

        @DefaultValue("AUTOMATIC") Warehouse warehouse,
        @DefaultValue("0") @Min(0) @Max(1000000) int piecesPerConsignment,

        @DefaultValue("1s") @DurationMin(millis = 100) @DurationMax(hours = 1)
        Duration poll,

        @DefaultValue("200") @Min(1) @Max(10000) int atOnce,
        @DefaultValue("STANDARD") @NotBlank @Size(max = 100) String service,
        @DefaultValue @Valid Sender sender,
        @DefaultValue @Valid Packaging parcel) {

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
            @DefaultValue("Coincide") @NotBlank @Size(max = 100)
            String name,

            @DefaultValue("Example Street 1") @NotBlank @Size(max = 100)
            String street,

            @DefaultValue("10115") @NotBlank @Size(max = 100)
            String postalCode,

            @DefaultValue("Berlin") @NotBlank @Size(max = 100)
            String city,

            @Size(max = 100) String region,

            @DefaultValue("DE") @Pattern(regexp = "[A-Z]{2}", message = "two capital letters, a code of ISO 3166-1")
            String country,

            @Size(max = 100) String phone) {}

    /**
     * Parcels of consignments: all have the same size.
     *
     * @param length outer length, in millimetres
     * @param width outer width, in millimetres
     * @param height outer height, in millimetres
     * @param weight weight of the packaging, in grams
     */
    public record Packaging(
            @DefaultValue("400") @Min(1) @Max(10000) int length,
            @DefaultValue("300") @Min(1) @Max(10000) int width,
            @DefaultValue("200") @Min(1) @Max(10000) int height,
            @DefaultValue("250") @Min(0) @Max(1000000) int weight) {}

    enum Warehouse {
        AUTOMATIC,
        MANUAL
    }

    public boolean byHand() {
        return warehouse == Warehouse.MANUAL;
    }
}

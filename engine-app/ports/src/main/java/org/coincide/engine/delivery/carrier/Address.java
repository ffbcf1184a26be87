package org.coincide.engine.delivery.carrier;

/**
 * Postal address.
 *
 * @param region state, province or region; null if the country needs none
 * @param country code of ISO 3166-1, such as DE
 * @param phone null if unknown
 */
public record Address(
        String name, String street, String postalCode, String city, String region, String country, String phone) {}

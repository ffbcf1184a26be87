package org.coincide.engine.catalogue;

import jakarta.validation.constraints.AssertTrue;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the catalogue.
 *
 * @param location CSV file with the columns sku, name, unitPrice, currency, onHand and optionally nextSupply (date of the
 *     next supply); loaded when the catalogue is empty
 */
@Validated
@ConfigurationProperties("coincide.catalogue")
record CatalogueProperties(
        @DefaultValue("classpath:catalogue.csv") Resource location) {

    /** Validates location. */
    @AssertTrue(
            message =
                    "The file does not exist. Set file: and the path of a CSV file, or remove the setting: a filled catalogue needs"
                            + " no file.")
    boolean isLocation() {
        return location.isReadable();
    }
}
